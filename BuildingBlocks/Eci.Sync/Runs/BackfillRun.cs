using Eci.Core;
using Eci.Scheduling;
using Eci.Sync.Engine;
using Eci.Sync.Storage;
using Microsoft.Extensions.Options;

namespace Eci.Sync.Runs;

/// <summary>Works on the back-fill of a part: each page is remembered, so that the next run, or another process, goes on where this one ended.</summary>
internal sealed class BackfillRun(
    CursorRows cursors, BackfillPages pages, MissingRecords missing, TimeProvider time, IOptions<SyncOptions> options)
{
    /// <param name="run">The run of the app's job.</param>
    /// <param name="app">The app.</param>
    /// <param name="part">The part.</param>
    /// <param name="until">When the run has to end.</param>
    /// <param name="cancellationToken">Ends the work between two pages.</param>
    public async Task RunAsync(JobRun run, App app, SyncPartInfo part, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (await cursors.FindAsync(app, part, cancellationToken) is not { BackfillFrom: { } from, BackfillFinishedAt: null } cursor)
            return;
        var since = SinceOf(from);
        var place = cursor.BackfillCursor;

        // Only who reads all of it, from the first page to the last, knows what is missing.
        var listing = new Listing(isOfAll: since is null && place is null);
        while (time.GetUtcNow() < until)
        {
            run.ThrowIfLost();
            var page = await pages.WorkAsync(run, app, part, since, place, cancellationToken);
            if (!await RememberAsync(app, part, cursor, page, cancellationToken))
                return;
            if (page.Pulled is not null)
                listing.Add(page.Pulled);
            if (page.Next is null)
            {
                if (page.Pulled is not null && listing.All is { } all)
                    await missing.AskAsync(run, app, part, all, cancellationToken);
                return;
            }

            place = page.Next;
        }
    }

    /// <summary>When back-fills of a run that starts now have to end.</summary>
    public DateTimeOffset EndOfTurn() => time.GetUtcNow() + options.Value.BackfillTime;

    /// <summary>The stored form of "everything".</summary>
    public static DateTimeOffset? SinceOf(DateTimeOffset from) => from == DateTimeOffset.UnixEpoch ? null : from;

    /// <summary>False when somebody asked for another back-fill in the meantime.</summary>
    private Task<bool> RememberAsync(App app, SyncPartInfo part, SyncCursor begun, BackfillPage page, CancellationToken cancellationToken) =>
        cursors.ChangeAsync(
            app,
            part,
            row =>
            {
                if (row.BackfillRequestedAt != begun.BackfillRequestedAt || row.BackfillFinishedAt is not null)
                    return false;
                row.BackfillCursor = page.Next;
                row.BackfillRead += page.Read;
                row.BackfillTotal = page.Total ?? row.BackfillTotal;
                row.BackfillFinishedAt = page.Next is null ? time.GetUtcNow() : null;
                return true;
            },
            cancellationToken);
}
