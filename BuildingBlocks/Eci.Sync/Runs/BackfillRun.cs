using Eci.Core;
using Eci.Scheduling;
using Eci.Sync.Engine;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using Microsoft.Extensions.Options;

namespace Eci.Sync.Runs;

/// <summary>Works on the back-fill of a part: each page is remembered, so that the next run, or another process, goes on where this one ended.</summary>
internal sealed class BackfillRun(
    CursorRows cursors, PullRun pulls, PushRun pushes, PullStore store, TimeProvider time, IOptions<SyncOptions> options)
{
    /// <param name="run">The run of the app's job.</param>
    /// <param name="app">The app.</param>
    /// <param name="part">The part.</param>
    /// <param name="until">When the run has to end.</param>
    /// <param name="cancellationToken">Ends the work between two pages.</param>
    public async Task RunAsync(JobRun run, App app, SyncPartInfo part, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var cursor = await cursors.FindAsync(app, part, cancellationToken);
        var place = cursor?.BackfillCursor;
        while (cursor is { BackfillFrom: { } from, BackfillFinishedAt: null } && time.GetUtcNow() < until)
        {
            run.ThrowIfLost();
            var (next, read, total) = await PageAsync(run, app, part, from, place, cancellationToken);
            if (!await RememberAsync(app, part, cursor, next, read, total, cancellationToken) || next is null)
                return;
            place = next;
        }
    }

    /// <summary>When back-fills of a run that starts now have to end.</summary>
    public DateTimeOffset EndOfTurn() => time.GetUtcNow() + options.Value.BackfillTime;

    /// <summary>The stored form of "everything".</summary>
    public static DateTimeOffset? SinceOf(DateTimeOffset from) => from == DateTimeOffset.UnixEpoch ? null : from;

    private async Task<(string? Next, int Read, int? Total)> PageAsync(
        JobRun run, App app, SyncPartInfo part, DateTimeOffset from, string? place, CancellationToken cancellationToken)
    {
        if (part.Direction is SyncDirection.Push)
        {
            var asked = await pushes.AskAsync(app, part, SinceOf(from), place, cancellationToken);
            run.CountAsked(part, asked.Asked);
            return (asked.Last, asked.Found, null);
        }

        var page = await pulls.ReadAsync(app, part, new PullWindow(SinceOf(from)), place, cancellationToken);
        run.CountPage(part, await store.StoreAsync(app, part, page.Records, again: true, cancellationToken));
        return (page.NextCursor, page.Records.Count, page.Total);
    }

    /// <summary>False when somebody asked for another back-fill in the meantime.</summary>
    private Task<bool> RememberAsync(
        App app, SyncPartInfo part, SyncCursor begun, string? next, int read, int? total, CancellationToken cancellationToken) =>
        cursors.ChangeAsync(
            app,
            part,
            row =>
            {
                if (row.BackfillRequestedAt != begun.BackfillRequestedAt || row.BackfillFinishedAt is not null)
                    return false;
                row.BackfillCursor = next;
                row.BackfillRead += read;
                row.BackfillTotal = total ?? row.BackfillTotal;
                row.BackfillFinishedAt = next is null ? time.GetUtcNow() : null;
                return true;
            },
            cancellationToken);
}
