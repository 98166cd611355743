using Eci.Modules.Orders.Contracts;
using Eci.Modules.Saleor.Fulfilments;
using Eci.Modules.Saleor.Orders;
using Eci.Modules.Saleor.Payments;
using Eci.Sync;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor.Steps;

/// <summary>Wires orders, fulfilments and payments.</summary>
internal static class OrdersRegistration
{
    public static IServiceCollection AddSaleorOrders(this IServiceCollection services)
    {
        services.AddScoped<OrderStore>();
        services.AddScoped<OrderReports>();
        services.AddScoped<FulfilmentShop>();
        services.AddScoped<FulfilmentMaker>();
        services.AddScoped<UnsentFulfilments>();
        services.AddScoped<PaymentShop>();
        services.AddScoped<RefundOwners>();
        services.AddPullSync<OrderPull>();
        services.AddPushSync<FulfilmentPush>();
        services.AddPushSync<PackageStatePush>();
        services.AddPushSync<CancellationPush>();
        services.AddPushSync<PaymentPush>();
        services.AddPushSync<RefundPush>();
        services.AddScoped<ISyncObserver, StepObserver>();
        services.AddScoped<IOrderStep, FulfilmentStep>();
        services.AddScoped<IOrderStep, CancellationStep>();
        return services;
    }
}
