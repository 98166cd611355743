using Eci.Core;
using Eci.Management.GraphQL;
using Eci.Persistence;
using Eci.Sync.Operations;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.GraphQL;

/// <summary>What GraphQL can ask about records of apps.</summary>
internal sealed class SyncFields : IGraphQLContribution
{
    private const string Filter = "filter";

    private static readonly ConnectionSource<SyncRecord> Records = new(
        c => SyncRecordFilterInput.Read(FilterValues.Of(c, Filter)).Of(c.RequestServices!.GetRequiredService<EciDbContext>().Set<SyncRecord>()),
        SortKey.By<SyncRecord, string>("ID", r => r.Id),
        [SortKey.By<SyncRecord, DateTimeOffset>("UPDATED_AT", r => r.UpdatedAt)]);

    public void Contribute(GraphQLComposition schema) => schema.Query.Connection<SyncRecordType, SyncRecord>("syncRecords", Records)
        .Description("How the records of apps stand, those that changed last first.")
        .Argument<SyncRecordFilterInput>(Filter)
        .RequireScope(Scopes.ReadSync);
}

/// <summary>Which records are wanted.</summary>
internal sealed class SyncRecordFilterInput : InputObjectGraphType
{
    public SyncRecordFilterInput()
    {
        Name = "SyncRecordFilterInput";
        Field<IdGraphType>("appId").Description("Only of this app.");
        Field<StringGraphType>("entity").Description("Only of this kind, for example orders.");
        Field<WireEnumGraphType<SyncDirection>>("direction");
        Field<WireEnumGraphType<SyncStatus>>("status");
        Field<StringGraphType>("blockedBy").Description("Only what waits for this, for example variants:SKU-1.");
        Field<StringGraphType>("key").Description("External id when pulled, the hub's id when pushed.");
    }

    public static SyncRecordFilter Read(FilterValues given) => new(
        given.Text("appId"), given.Text("entity"), given.Value<SyncDirection>("direction"), given.Value<SyncStatus>("status"), given.Text("blockedBy"), given.Text("key"));
}

/// <summary><c>App.sync</c>.</summary>
internal sealed class AppSyncField : IFieldsOf<App>
{
    public void AddTo(ObjectGraphType<App> type) => type.Field<AppSyncType>("sync")
        .Description("How the app and its system keep each other up to date. Null when apps of the kind exchange no records.")
        .RequireScope(Scopes.ReadSync)
        .Resolve(c => c.RequestServices!.GetRequiredService<AppSyncLoader>().ByApp.LoadAsync(c.Source.Id));
}

/// <summary>Reads how all apps of a request stand together.</summary>
internal sealed class AppSyncLoader(SyncStatusReader status)
{
    public BatchLoader<string, AppSync?> ByApp { get; } = BatchLoader.One<string, AppSync>(status.ReadAsync, sync => sync.AppId);
}
