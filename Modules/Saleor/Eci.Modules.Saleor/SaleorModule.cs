using Eci.Modules.Orders.Contracts;
using Eci.Modules.Saleor.Catalog;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Contracts;
using Eci.Modules.Saleor.Steps;
using Eci.Modules.Saleor.Stock;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Eci.Sync;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor;

/// <summary>Saleor: orders, customers and products come in; fulfilments, package states and stock go out.</summary>
public sealed class SaleorModule : IModule
{
    internal const string ModuleName = SaleorApp.Kind;

    /// <summary>Brings one record of a shop up to date.</summary>
    public static ConsumerRef<SaleorSyncRequested> Sync { get; } = SyncRequestConsumer.Of<SaleorSyncRequested>(ModuleName);

    /// <summary>Has a new package become a fulfilment.</summary>
    public static ConsumerRef<PackageRegistered> FulfilPackage { get; } =
        new(ModuleName, typeof(FulfilPackageConsumer), typeof(TenantsWithApp<SaleorApp>));

    /// <summary>Has shops told how a package stands.</summary>
    public static ConsumerRef<PackageStateTransition> TellPackageState { get; } =
        new(ModuleName, typeof(TellPackageStateConsumer), typeof(TenantsWithApp<SaleorApp>));

    /// <summary>Has shops told of cancellations, payments and refunds.</summary>
    public static ConsumerRef<OrderStored> TellOrder { get; } = new(ModuleName, typeof(TellOrderConsumer), typeof(TenantsWithApp<SaleorApp>));

    /// <summary>Has shops told of stock that another system counts.</summary>
    public static ConsumerRef<StockChanged> PushStock { get; } = new(ModuleName, typeof(StockChangedConsumer), typeof(TenantsWithApp<SaleorApp>));

    public string Name => ModuleName;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IModelContribution, SaleorModel>();
        services.AddSingleton<TenantsWithApp<SaleorApp>>();
        services.AddSyncSystem<SaleorApp, SaleorSyncRequested>(
            SaleorApp.Kind, static (tenantId, appId, entity, direction, key) => new SaleorSyncRequested(tenantId, appId, entity, direction, key));
        services.AddSaleorConnection();
        services.AddSaleorCatalog(configuration);
        services.AddSaleorOrders();
    }

    public void MapEndpoints(IEndpointRouteBuilder api) => api.MapSaleorConnection();
}
