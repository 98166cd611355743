using Eci.Commerce.Api.GraphQL.Catalog;
using Eci.Commerce.Api.GraphQL.Connections;
using Eci.Commerce.Api.GraphQL.Orders;
using Eci.Web.GraphQL;
using GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Commerce.Api.GraphQL;

/// <summary>Short forms for resolvers and wiring.</summary>
internal static class CommerceGraphQL
{
    /// <summary>Adds orders, contacts, packages, events, mails, products and stock to GraphQL.</summary>
    public static IServiceCollection AddCommerceGraphQL(this IServiceCollection services) =>
        services
            .AddScoped<CommerceLoaders>()
            .AddScoped<OrderPartLoaders>()
            .AddScoped<CatalogLoaders>()
            .AddGraphQLContribution<CommerceLookups>()
            .AddGraphQLContribution<PackageConnection>()
            .AddGraphQLContribution<OrderConnection>()
            .AddGraphQLContribution<ContactConnection>()
            .AddGraphQLContribution<PackageEventConnection>()
            .AddGraphQLContribution<TransactionalEmailConnection>()
            .AddGraphQLContribution<CatalogQueries>()
            .AddGraphQLContribution<ProductConnection>()
            .AddGraphQLContribution<StockConnection>()
            .AddGraphQLContribution<PackageSubscriptions>();

    public static CommerceLoaders Loaders(this IResolveFieldContext context) => context.RequestServices!.GetRequiredService<CommerceLoaders>();

    public static OrderPartLoaders OrderParts(this IResolveFieldContext context) => context.RequestServices!.GetRequiredService<OrderPartLoaders>();

    public static CatalogLoaders CatalogLoaders(this IResolveFieldContext context) => context.RequestServices!.GetRequiredService<CatalogLoaders>();
}
