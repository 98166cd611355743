using Eci.Commerce.Api.GraphQL;
using Eci.Core;
using Eci.Persistence;
using Eci.Web.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Commerce.Api.Orders;

/// <summary>Wires the registration of orders and packages.</summary>
internal static class RegistrationServices
{
    public static IServiceCollection AddOrderRegistration(this IServiceCollection services) =>
        services
            .AddScoped<OrderPeople>()
            .AddScoped<OrderParcels>()
            .AddScoped(p => new OrderRegistration(
                p.GetRequiredService<EciDbContext>(),
                p.GetRequiredService<OrderPeople>(),
                p.GetRequiredService<OrderParcels>(),
                p.GetRequiredService<TenantScope>(),
                p.GetRequiredService<TimeProvider>()))
            .AddGraphQLContribution<RegistrationMutations>();
}
