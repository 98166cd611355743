using System.Globalization;
using Eci.Sync.Operations;
using Eci.Sync.Storage;
using Eci.Vocabulary;

namespace Eci.Host.Commands;

/// <summary>Prints how records of apps stand.</summary>
internal static class SyncOutput
{
    private static readonly string[] StatusColumns =
        ["APP", "ENTITY", "DIRECTION", "PENDING", "BLOCKED", "FAILED", "DONE", "IGNORED", "LAG", "LAST RUN", "BACK-FILL", "RESTS UNTIL"];

    private static readonly string[] RecordColumns = ["APP", "ENTITY", "DIRECTION", "KEY", "STATUS", "ATTEMPTS", "NEXT", "SYNCED", "BLOCKED BY OR ERROR"];
    private static readonly string[] DryRunColumns = ["KEY", "OUTCOME", "DETAIL", "CHANGES"];

    public static void Write(IReadOnlyList<AppSync> apps, bool json)
    {
        if (json)
            Output.WriteJson(apps.Select(Document));
        else if (apps.Count == 0)
            Console.WriteLine("No app exchanges records.");
        else
            Output.WriteTable(StatusColumns, apps.SelectMany(app => app.Parts.Select(part => Row(app, part))));
    }

    public static void Write(IReadOnlyList<SyncRecord> records, bool json)
    {
        if (json)
            Output.WriteJson(records.Select(Document));
        else if (records.Count == 0)
            Console.WriteLine("There are no such records.");
        else
            Output.WriteTable(RecordColumns, records.Select(Row));
    }

    public static void Write(IReadOnlyList<DryRunResult> results, bool json)
    {
        if (json)
            Output.WriteJson(results.Select(r => new { r.Key, Outcome = WireName.Of(r.Outcome), r.Detail, r.Changes }));
        else if (results.Count == 0)
            Console.WriteLine("There is nothing to do.");
        else
            Output.WriteTable(DryRunColumns, results.Select(r => new[] { r.Key, WireName.Of(r.Outcome), r.Detail ?? string.Empty, string.Join(", ", r.Changes) }));
    }

    private static object Document(AppSync app) => new
    {
        app.AppId,
        app.TenantId,
        app.RestsUntil,
        app.RestReason,
        Parts = app.Parts.Select(part => new
        {
            part.Entity,
            Direction = WireName.Of(part.Direction),
            Counts = part.Counts.ToDictionary(count => WireName.Of(count.Key), count => count.Value, StringComparer.Ordinal),
            part.LagSeconds,
            part.Cursor?.StartedAt,
            part.Cursor?.FinishedAt,
            part.Cursor?.NewestChange,
            part.Cursor?.BackfillFrom,
            part.Cursor?.BackfillFinishedAt,
            part.Cursor?.BackfillRead,
            part.Cursor?.BackfillTotal,
        }),
    };

    private static object Document(SyncRecord record) => new
    {
        record.Id,
        record.TenantId,
        record.AppId,
        record.Entity,
        Direction = WireName.Of(record.Direction),
        record.Key,
        Status = WireName.Of(record.Status),
        record.BlockedBy,
        record.Error,
        record.Attempts,
        record.NextAttemptAt,
        record.SyncedAt,
        record.UpdatedAt,
    };

    private static string[] Row(AppSync app, PartSync part) =>
    [
        app.AppId,
        part.Entity,
        WireName.Of(part.Direction),
        .. Enum.GetValues<SyncStatus>().Select(status => Number(part.Counts.GetValueOrDefault(status))),
        part.LagSeconds is { } lag ? string.Create(CultureInfo.InvariantCulture, $"{lag:0} s") : "-",
        CommandTimes.Text(part.Cursor?.StartedAt),
        Backfill(part.Cursor),
        CommandTimes.Text(app.RestsUntil),
    ];

    private static string[] Row(SyncRecord record) =>
    [
        record.AppId,
        record.Entity,
        WireName.Of(record.Direction),
        record.Key,
        WireName.Of(record.Status),
        Number(record.Attempts),
        CommandTimes.Text(record.NextAttemptAt),
        CommandTimes.Text(record.SyncedAt),
        record.BlockedBy ?? record.Error ?? string.Empty,
    ];

    private static string Backfill(SyncCursor? cursor) => cursor switch
    {
        null or { BackfillFrom: null } => "-",
        { BackfillFinishedAt: { } finished } => $"done {CommandTimes.Text(finished)}",
        { BackfillTotal: { } total } => $"{Number(cursor.BackfillRead)} of {Number(total)}",
        _ => Number(cursor.BackfillRead),
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
