using Eci.Commerce.Api.GraphQL;
using Eci.Commerce.Api.GraphQL.Orders;
using Eci.Core;
using Eci.Persistence;
using Eci.Web.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Commerce.Api.Orders;

/// <summary>Wires the registration of orders, packages and payments.</summary>
internal static class RegistrationServices
{
    public static IServiceCollection AddOrderRegistration(this IServiceCollection services) =>
        services
            .AddScoped<OneGo>()
            .AddScoped<OrderPeople>()
            .AddScoped<OrderLines>()
            .AddScoped<OrderContents>()
            .AddScoped<ParcelContents>()
            .AddScoped<OrderParcels>()
            .AddScoped(p => new OrderRegistration(
                p.GetRequiredService<EciDbContext>(),
                p.GetRequiredService<OrderContents>(),
                p.GetRequiredService<OrderParcels>(),
                p.GetRequiredService<ICommerceAnnouncement>(),
                p.GetRequiredService<OneGo>()))
            .AddScoped(p => new OrderCancellation(
                p.GetRequiredService<EciDbContext>(), p.GetRequiredService<ICommerceAnnouncement>(), p.GetRequiredService<OneGo>()))
            .AddScoped(p => new PaymentRecorder(
                p.GetRequiredService<EciDbContext>(),
                p.GetRequiredService<ICommerceAnnouncement>(),
                p.GetRequiredService<OneGo>(),
                p.GetRequiredService<TenantScope>(),
                p.GetRequiredService<TimeProvider>()))
            .AddGraphQLContribution<RegistrationMutations>()
            .AddGraphQLContribution<OrderMutations>();
}
