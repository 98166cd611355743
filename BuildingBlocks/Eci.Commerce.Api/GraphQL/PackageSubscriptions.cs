using Eci.Commerce.Api.Subscriptions;
using Eci.Core;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Subscriptions;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Commerce.Api.GraphQL;

/// <summary>What can be listened to about parcels.</summary>
internal sealed class PackageSubscriptions : IGraphQLContribution
{
    private const string PackageId = "packageId";
    private const string OrderId = "orderId";
    private const string Carriers = "carriers";
    private const string States = "states";
    private const int LongestId = 60;
    private const int MostNames = 20;

    public void Contribute(GraphQLComposition schema) => schema.Subscription
        .Field<NonNullGraphType<PackageStateChangeType>, PackageChange>("packageStateChanged")
        .Description("Each parcel that moves to another state, from the moment of subscribing on. Changes are told at most once.")
        .Argument<IdGraphType>(PackageId, "Only this parcel.")
        .Argument<IdGraphType>(OrderId, "Only parcels of this order.")
        .Argument<ListGraphType<NonNullGraphType<WireEnumGraphType<Carrier>>>>(Carriers, "Only parcels of these carriers.")
        .Argument<ListGraphType<NonNullGraphType<WireEnumGraphType<PackageState>>>>(States, "Only moves into these states.")
        .RequireScope(Scopes.ReadPackages)
        .Resolve(context => (PackageChange)context.Source!)
        .ResolveStreamAsync(async context => await ListenAsync(context));

    private static Task<IObservable<PackageChange?>> ListenAsync(IResolveFieldContext context)
    {
        var services = context.RequestServices!;
        var filter = new PackageChangeFilter(
            services.GetRequiredService<TenantScope>().TenantId!,
            Id(context, PackageId),
            Id(context, OrderId),
            Names<Carrier>(context, Carriers),
            Names<PackageState>(context, States));
        var feed = services.GetRequiredService<PackageChangeFeed>();
        return services.GetRequiredService<SubscriptionSession>().OpenAsync<PackageChange?>(
            context, (send, cancellationToken) => feed.ListenAsync(filter, send, cancellationToken));
    }

    private static string? Id(IResolveFieldContext context, string name) => context.GetArgument<string?>(name) switch
    {
        { Length: > LongestId } => throw new GraphQLError(GraphQLErrorCodes.InvalidArgument, $"'{name}' is longer than any id."),
        var id => id,
    };

    private static List<T> Names<T>(IResolveFieldContext context, string name)
        where T : struct, Enum => context.GetArgument<List<T>?>(name) switch
        {
            null => [],
            { Count: > MostNames } => throw new GraphQLError(GraphQLErrorCodes.InvalidArgument, $"'{name}' may have at most {MostNames} members."),
            var names => names,
        };
}

internal sealed class PackageStateChangeType : ObjectGraphType<PackageChange>
{
    public PackageStateChangeType()
    {
        Name = "PackageStateChange";
        Description = "A parcel that moved from one state to another.";
        Field<NonNullGraphType<WireEnumGraphType<PackageState>>>("previousState").Resolve(c => c.Source.From);
        Field<NonNullGraphType<WireEnumGraphType<PackageState>>>("state").Description("The state of this change; the parcel may have moved on.").Resolve(c => c.Source.To);
        Field<NonNullGraphType<UtcDateTimeGraphType>>("recordedAt").Description("When the hub stored it.").Resolve(c => c.Source.RecordedAt);
        Field<NonNullGraphType<PackageType>>("package")
            .RequireScope(Scopes.ReadPackages)
            .Resolve(c => c.Loaders().PackageById.LoadAsync(c.Source.PackageId));
        Field<NonNullGraphType<PackageEventType>>("event")
            .Description("The report that moved it.")
            .RequireScope(Scopes.ReadEvents)
            .Resolve(c => c.Loaders().EventById.LoadAsync(c.Source.EventId));
    }
}
