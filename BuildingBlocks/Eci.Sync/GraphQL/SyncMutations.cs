using Eci.Management.GraphQL;
using Eci.Sync.Operations;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.GraphQL;

/// <summary>What GraphQL can ask the engine to do.</summary>
internal sealed class SyncMutations : IGraphQLContribution
{
    private const string AppId = "appId";
    private const string Entity = "entity";
    private const string Direction = "direction";
    private const string Key = "key";
    private const string From = "from";
    private const string OrderNumber = "orderNumber";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Mutation.Field<NonNullGraphType<SyncRecordType>>("syncRecord")
            .Description("Brings a record of an app up to date as soon as possible, also when nothing seems to have changed.")
            .Argument<NonNullGraphType<IdGraphType>>(AppId)
            .Argument<NonNullGraphType<StringGraphType>>(Entity, "Kind of record, for example orders.")
            .Argument<NonNullGraphType<WireEnumGraphType<SyncDirection>>>(Direction)
            .Argument<NonNullGraphType<StringGraphType>>(Key, "External id when pulled, the hub's id when pushed.")
            .RequireScope(Scopes.ManageSync)
            .ResolveAsync(c => Answers.OrErrorAsync(() =>
                Desk(c).RequestAsync(Text(c, AppId), Text(c, Entity), c.GetArgument<SyncDirection>(Direction), Text(c, Key), c.CancellationToken)));
        schema.Mutation.Field<NonNullGraphType<ListGraphType<NonNullGraphType<SyncRecordType>>>>("syncOrder")
            .Description("Brings everything that systems know of an order up to date: the order, its packages, payments and contact.")
            .Argument<NonNullGraphType<StringGraphType>>(OrderNumber)
            .RequireScope(Scopes.ManageSync)
            .ResolveAsync(c => Answers.OrErrorAsync(() => Desk(c).RequestOrderAsync(Text(c, OrderNumber), c.CancellationToken)));
        schema.Mutation.Field<NonNullGraphType<SyncCursorType>>("startBackfill")
            .Description("Lets the app's job read, or push, everything that changed since a moment once more. Replaces a back-fill that goes on.")
            .Argument<NonNullGraphType<IdGraphType>>(AppId)
            .Argument<NonNullGraphType<StringGraphType>>(Entity, "Kind of record, for example orders.")
            .Argument<UtcDateTimeGraphType>(From, "Everything when left out.")
            .RequireScope(Scopes.ManageSync)
            .ResolveAsync(c => Answers.OrErrorAsync(() =>
                Desk(c).StartBackfillAsync(Text(c, AppId), Text(c, Entity), c.GetArgument<DateTimeOffset?>(From), c.CancellationToken)));
        schema.Mutation.Field<NonNullGraphType<ListGraphType<NonNullGraphType<DryRunResultType>>>>("syncDryRun")
            .Description($"Asks the app's system and tells what would be written; writes nothing. One record, or the first {SyncDryRun.MostRecords} that changed since a moment.")
            .Argument<NonNullGraphType<IdGraphType>>(AppId)
            .Argument<NonNullGraphType<StringGraphType>>(Entity, "Kind of record, for example orders.")
            .Argument<NonNullGraphType<WireEnumGraphType<SyncDirection>>>(Direction)
            .Argument<StringGraphType>(Key, "Only this record.")
            .Argument<UtcDateTimeGraphType>(From, "Without a key: what changed since; everything when left out.")
            .RequireScope(Scopes.ManageSync)
            .ResolveAsync(c => Answers.OrErrorAsync(() => DryRunAsync(c)));
    }

    private static async Task<IReadOnlyList<DryRunResult>> DryRunAsync(IResolveFieldContext context)
    {
        var dryRun = context.RequestServices!.GetRequiredService<SyncDryRun>();
        var (appId, entity, direction) = (Text(context, AppId), Text(context, Entity), context.GetArgument<SyncDirection>(Direction));
        return context.GetArgument<string?>(Key) is { } key
            ? [await dryRun.OfRecordAsync(appId, entity, direction, FilterText.Check(Key, key), context.CancellationToken)]
            : await dryRun.OfWindowAsync(appId, entity, direction, context.GetArgument<DateTimeOffset?>(From), context.CancellationToken);
    }

    private static string Text(IResolveFieldContext context, string argument) => FilterText.Check(argument, context.GetArgument<string>(argument));

    private static SyncDesk Desk(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<SyncDesk>();
}
