using Eci.Core;
using Eci.Scheduling;
using Eci.Sync.Engine;
using Eci.Sync.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Runs;

/// <summary>Reads what changed in a system since the last complete run, page by page.</summary>
internal sealed class PullRun(
    IServiceScopeFactory scopes, CursorRows cursors, PageReader reader, PullStore store, MissingRecords missing, TimeProvider time)
{
    /// <summary>
    /// The cursor moves when every page was read. Records that failed or wait are remembered by themselves and do not hold it.
    /// </summary>
    public async Task RunAsync(JobRun run, App app, SyncPartInfo part, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var cursor = await cursors.FindAsync(app, part, cancellationToken);
        var window = await WindowAsync(app, part, cursor, startedAt);
        var listing = new Listing(isOfAll: window.ChangedSince is null);
        do
        {
            var page = await reader.ReadPatientlyAsync(run, app, part, window, listing.Place, cancellationToken);
            run.CountPage(part, await store.StoreAsync(app, part, page.Records, again: false, cancellationToken));
            listing.Add(page);
        }
        while (listing.Place is not null);

        if (listing.All is { } all)
            await missing.AskAsync(run, app, part, all, cancellationToken);
        var newest = listing.NewestChange is { } seen && !(seen < cursor?.NewestChange) ? seen : cursor?.NewestChange;
        var finishedAt = time.GetUtcNow();
        await cursors.ChangeAsync(
            app,
            part,
            row =>
            {
                if (row.NewestChange != newest)
                    (row.NewestChange, row.NewestSeenAt) = (newest, startedAt);
                (row.StartedAt, row.FinishedAt) = (startedAt, finishedAt);
                return true;
            },
            cancellationToken);
    }

    /// <summary>
    /// Since when records are wanted: overlapping with the last run, or with the newest change when that run was the first to see it and it
    /// is earlier, because the system's clock may be late. A later run that saw nothing newer read those once more, which is enough.
    /// </summary>
    internal static DateTimeOffset? SinceOf(SyncCursor? cursor, TimeSpan overlap, TimeSpan? firstWindow, DateTimeOffset now)
    {
        if (cursor?.StartedAt is not { } lastRun)
            return firstWindow is { } first ? now - first : null;
        var isFresh = cursor.NewestSeenAt == lastRun;
        return (isFresh && cursor.NewestChange is { } newest && newest < lastRun ? newest : lastRun) - overlap;
    }

    private async Task<PullWindow> WindowAsync(App app, SyncPartInfo part, SyncCursor? cursor, DateTimeOffset now)
    {
        await using var unit = SyncUnit.Open(scopes, app);
        var pull = unit.Part<IPullSync>(part);
        return new PullWindow(SinceOf(cursor, pull.Overlap, pull.FirstWindow, now));
    }
}
