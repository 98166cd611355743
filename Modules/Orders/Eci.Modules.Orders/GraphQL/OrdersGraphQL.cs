using Eci.Commerce;
using Eci.Web.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Orders.GraphQL;

internal static class OrdersGraphQL
{
    public static IServiceCollection AddOrdersGraphQL(this IServiceCollection services) =>
        services
            .AddScoped<OrderStepLoaders>()
            .AddSingleton<IFieldsOf<Order>, OrderStepsField>()
            .AddGraphQLContribution<OrderStepConnection>();
}
