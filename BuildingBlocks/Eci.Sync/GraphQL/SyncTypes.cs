using Eci.Sync.Operations;
using Eci.Sync.Runs;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using GraphQL.Types;

namespace Eci.Sync.GraphQL;

internal sealed class SyncRecordType : ObjectGraphType<SyncRecord>
{
    public SyncRecordType()
    {
        Name = "SyncRecord";
        Description = "How one record of an app stands.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<NonNullGraphType<IdGraphType>>("appId").Resolve(c => c.Source.AppId);
        Field<string>("entity").Description("Kind of record, for example orders.").Resolve(c => c.Source.Entity);
        Field<NonNullGraphType<WireEnumGraphType<SyncDirection>>>("direction").Resolve(c => c.Source.Direction);
        Field<string>("key").Description("External id when pulled, the hub's id when pushed.").Resolve(c => c.Source.Key);
        Field<NonNullGraphType<WireEnumGraphType<SyncStatus>>>("status").Resolve(c => c.Source.Status);
        Field<string>("blockedBy", nullable: true).Description("What it waits for, for example variants:SKU-1.").Resolve(c => c.Source.BlockedBy);
        Field<string>("error", nullable: true).Description("Why it failed, waits for its system, or is not wanted.").Resolve(c => c.Source.Error);
        Field<int>("attempts").Description("Failures in a row.").Resolve(c => c.Source.Attempts);
        Field<UtcDateTimeGraphType>("nextAttempt").Description("When it is tried again by itself; null: when something changes.").Resolve(c => c.Source.NextAttemptAt);
        Field<UtcDateTimeGraphType>("externalUpdatedAt").Description("When its system last changed what is stored.").Resolve(c => c.Source.ExternalUpdatedAt);
        Field<UtcDateTimeGraphType>("syncedAt").Description("As of when it was last up to date.").Resolve(c => c.Source.SyncedAt);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<DateTimeOffset>("updatedAt").Resolve(c => c.Source.UpdatedAt);
    }
}

internal sealed class AppSyncType : ObjectGraphType<AppSync>
{
    public AppSyncType()
    {
        Name = "AppSync";
        Description = "How an app and its system keep each other up to date.";
        Field<UtcDateTimeGraphType>("restsUntil").Description("The app makes no requests before; null: it may.").Resolve(c => c.Source.RestsUntil);
        Field<string>("restReason", nullable: true).Description("Why it rests.").Resolve(c => c.Source.RestReason);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<PartSyncType>>>>("parts")
            .Description("What they exchange, in the order in which a run does it.")
            .Resolve(c => c.Source.Parts);
    }
}

internal sealed class PartSyncType : ObjectGraphType<PartSync>
{
    public PartSyncType()
    {
        Name = "AppSyncPart";
        Description = "How one kind of record stands, in one direction.";
        Field<string>("entity").Resolve(c => c.Source.Entity);
        Field<NonNullGraphType<WireEnumGraphType<SyncDirection>>>("direction").Resolve(c => c.Source.Direction);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StatusCountType>>>>("counts")
            .Description("How many records have each status; those that none has are left out.")
            .Resolve(c => c.Source.Counts.OrderBy(count => count.Key));
        Field<FloatGraphType>("lag").Description("Seconds that the oldest pending record has been waiting; null: none is pending.").Resolve(c => c.Source.LagSeconds);
        Field<SyncCursorType>("cursor").Description("How far it was read; null before the first complete run.").Resolve(c => c.Source.Cursor);
    }
}

internal sealed class StatusCountType : ObjectGraphType<KeyValuePair<SyncStatus, long>>
{
    public StatusCountType()
    {
        Name = "SyncStatusCount";
        Description = "How many records have a status.";
        Field<NonNullGraphType<WireEnumGraphType<SyncStatus>>>("status").Resolve(c => c.Source.Key);
        Field<int>("count").Resolve(c => (int)Math.Min(c.Source.Value, int.MaxValue));
    }
}

internal sealed class SyncCursorType : ObjectGraphType<SyncCursor>
{
    public SyncCursorType()
    {
        Name = "SyncCursor";
        Description = "How far records of one kind were read.";
        Field<UtcDateTimeGraphType>("startedAt").Description("Begin of the last run that read everything it wanted.").Resolve(c => c.Source.StartedAt);
        Field<UtcDateTimeGraphType>("finishedAt").Description("End of that run.").Resolve(c => c.Source.FinishedAt);
        Field<UtcDateTimeGraphType>("newestChange").Description("The newest change time that the system told.").Resolve(c => c.Source.NewestChange);
        Field<SyncBackfillType>("backfill")
            .Description("The last back-fill that somebody asked for; null: nobody did.")
            .Resolve(c => c.Source.BackfillFrom is null ? null : c.Source);
    }
}

internal sealed class SyncBackfillType : ObjectGraphType<SyncCursor>
{
    public SyncBackfillType()
    {
        Name = "SyncBackfill";
        Description = "Reads or pushes everything since a moment once more.";
        Field<UtcDateTimeGraphType>("from").Description("Null: everything.").Resolve(c => BackfillRun.SinceOf(c.Source.BackfillFrom!.Value));
        Field<UtcDateTimeGraphType>("requestedAt").Resolve(c => c.Source.BackfillRequestedAt);
        Field<UtcDateTimeGraphType>("finishedAt").Description("Null while it goes on.").Resolve(c => c.Source.BackfillFinishedAt);
        Field<int>("read").Description("Records so far.").Resolve(c => (int)Math.Min(c.Source.BackfillRead, int.MaxValue));
        Field<IntGraphType>("total").Description("Records in all; null when the system does not say.").Resolve(c => c.Source.BackfillTotal is { } total ? (int)Math.Min(total, int.MaxValue) : null);
    }
}

internal sealed class DryRunResultType : ObjectGraphType<DryRunResult>
{
    public DryRunResultType()
    {
        Name = "SyncDryRunResult";
        Description = "What bringing a record up to date would do. Nothing was written.";
        Field<string>("key").Resolve(c => c.Source.Key);
        Field<NonNullGraphType<WireEnumGraphType<SyncStatus>>>("outcome").Description("How it would stand; PENDING: a push would be sent.").Resolve(c => c.Source.Outcome);
        Field<string>("detail", nullable: true).Description("Why, or what would be sent.").Resolve(c => c.Source.Detail);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("changes").Description("Rows that would be written.").Resolve(c => c.Source.Changes);
    }
}
