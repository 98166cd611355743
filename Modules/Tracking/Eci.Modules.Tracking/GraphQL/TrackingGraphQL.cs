using Eci.Commerce;
using Eci.Web.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Tracking.GraphQL;

/// <summary>Wires what this module adds to GraphQL.</summary>
internal static class TrackingGraphQL
{
    /// <summary>Adds fields of packages and orders, and what can be asked and changed about them.</summary>
    public static IServiceCollection AddTrackingGraphQL(this IServiceCollection services) =>
        services
            .AddScoped<PollLoader>()
            .AddSingleton<IFieldsOf<Package>, TrackedPackageFields>()
            .AddSingleton<IFieldsOf<Order>, TrackedOrderFields>()
            .AddGraphQLContribution<AttentionQueries>()
            .AddGraphQLContribution<CarrierQueries>()
            .AddGraphQLContribution<PackageMutations>()
            .AddGraphQLContribution<TrackingTokenMutation>();
}
