using Eci.Commerce;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Tracking.GraphQL;

/// <summary>What GraphQL can ask about parcels.</summary>
internal sealed class TrackingQueries : IGraphQLContribution
{
    private const string TrackingId = "trackingId";
    private const string CarrierName = "carrier";

    public void Contribute(GraphQLComposition schema) => schema.Query.Field<PackageType>("packageByTrackingId")
        .Description("The parcel with a carrier's number, written in any way; null when there is none.")
        .Argument<NonNullGraphType<IdGraphType>>(TrackingId)
        .Argument<WireEnumGraphType<Carrier>>(CarrierName, "Needed only when several carriers use the number.")
        .RequireScope(Scopes.ReadPackages)
        .Resolve(Find);

    private static object? Find(IResolveFieldContext context)
    {
        if (!TrackingNumber.TryNormalize(context.GetArgument<string>(TrackingId), out var number))
            return null;
        var carrier = context.GetArgument<Carrier?>(CarrierName);
        return context.Loaders().PackagesByTrackingId.LoadAsync(number).Then(found => Choose(found, carrier));
    }

    private static Package? Choose(IReadOnlyList<Package> found, Carrier? carrier)
    {
        if (carrier is not null)
            return found.SingleOrDefault(p => p.Carrier == carrier);
        return found.Count <= 1
            ? found.SingleOrDefault()
            : throw new GraphQLError("AMBIGUOUS_TRACKING_ID", "Several carriers have a parcel with this number: name one with 'carrier'.");
    }
}

/// <summary>Short forms for resolvers and wiring.</summary>
internal static class TrackingGraphQL
{
    /// <summary>Adds the parcels of this module to GraphQL.</summary>
    public static IServiceCollection AddTrackingGraphQL(this IServiceCollection services) =>
        services
            .AddScoped<TrackingLoaders>()
            .AddGraphQLContribution<TrackingQueries>()
            .AddGraphQLContribution<AttentionQueries>()
            .AddGraphQLContribution<CarrierQueries>()
            .AddGraphQLContribution<PackageMutations>()
            .AddGraphQLContribution<TrackingTokenMutation>();

    public static TrackingLoaders Loaders(this IResolveFieldContext context) => context.RequestServices!.GetRequiredService<TrackingLoaders>();
}
