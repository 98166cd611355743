using Eci.Commerce.Api.GraphQL.Connections;
using Eci.Web.GraphQL;
using GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Commerce.Api.GraphQL;

/// <summary>Short forms for resolvers and wiring.</summary>
internal static class CommerceGraphQL
{
    /// <summary>Adds orders, contacts, packages, events and mails to GraphQL.</summary>
    public static IServiceCollection AddCommerceGraphQL(this IServiceCollection services) =>
        services
            .AddScoped<CommerceLoaders>()
            .AddGraphQLContribution<CommerceLookups>()
            .AddGraphQLContribution<PackageConnection>()
            .AddGraphQLContribution<OrderConnection>()
            .AddGraphQLContribution<ContactConnection>()
            .AddGraphQLContribution<PackageEventConnection>()
            .AddGraphQLContribution<TransactionalEmailConnection>()
            .AddGraphQLContribution<PackageSubscriptions>();

    public static CommerceLoaders Loaders(this IResolveFieldContext context) => context.RequestServices!.GetRequiredService<CommerceLoaders>();
}
