using Eci.Core;
using Eci.Scheduling;
using Eci.Sync.Engine;
using Eci.Sync.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Runs;

/// <summary>Reads what changed in a system since the last complete run, page by page.</summary>
internal sealed class PullRun(IServiceScopeFactory scopes, CursorRows cursors, PullStore store, TimeProvider time)
{
    /// <summary>
    /// The cursor moves when every page was read. Records that failed or wait are remembered by themselves and do not hold it.
    /// </summary>
    public async Task RunAsync(JobRun run, App app, SyncPartInfo part, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var cursor = await cursors.FindAsync(app, part, cancellationToken);
        var window = await WindowAsync(app, part, cursor, startedAt);
        var newest = cursor?.NewestChange;
        string? place = null;
        do
        {
            run.ThrowIfLost();
            var page = await ReadAsync(app, part, window, place, cancellationToken);
            run.CountPage(part, await store.StoreAsync(app, part, page.Records, again: false, cancellationToken));
            var newestHere = page.Records.Max(record => record.UpdatedAt);
            newest = newestHere > newest || newest is null ? newestHere : newest;
            place = page.NextCursor;
        }
        while (place is not null);

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

    /// <summary>Reads one page in a scope of its own.</summary>
    /// <exception cref="ExternalSystemException">The system did not answer as it should.</exception>
    public async Task<PulledPage> ReadAsync(App app, SyncPartInfo part, PullWindow window, string? place, CancellationToken cancellationToken)
    {
        await using var unit = SyncUnit.Open(scopes, app);
        var page = await unit.Part<IPullSync>(part).ReadPageAsync(unit.Context, window, place, cancellationToken);
        return page.NextCursor is null || !string.Equals(page.NextCursor, place, StringComparison.Ordinal)
            ? page
            : throw new SystemUnavailableException("The system names the page that was asked for as the next one.");
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
