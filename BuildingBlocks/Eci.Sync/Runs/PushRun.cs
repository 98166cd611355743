using Eci.Core;
using Eci.Scheduling;
using Eci.Sync.Engine;
using Eci.Sync.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Runs;

/// <summary>A page of rows that a system may have to be told of.</summary>
/// <param name="Last">Id of the last one; null when there are no more.</param>
/// <param name="Found">How many there were.</param>
/// <param name="Asked">How many requests were published.</param>
internal sealed record AskedPage(string? Last, int Found, int Asked);

/// <summary>Asks for rows that changed since the last complete run to be pushed: the safety net of the events.</summary>
internal sealed class PushRun(IServiceScopeFactory scopes, CursorRows cursors, TimeProvider time)
{
    private const int Page = 200;
    private const int MostTries = 3;

    /// <summary>Transactions that committed late.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    public async Task RunAsync(JobRun run, App app, SyncPartInfo part, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var cursor = await cursors.FindAsync(app, part, cancellationToken);
        string? after = null;
        do
        {
            run.ThrowIfLost();
            var page = await AskAsync(app, part, cursor?.StartedAt - Overlap, after, cancellationToken);
            run.CountAsked(part, page.Asked);
            after = page.Last;
        }
        while (after is not null);

        var finishedAt = time.GetUtcNow();
        await cursors.ChangeAsync(
            app,
            part,
            row =>
            {
                (row.StartedAt, row.FinishedAt) = (startedAt, finishedAt);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Asks for one page of rows.</summary>
    public async Task<AskedPage> AskAsync(
        App app, SyncPartInfo part, DateTimeOffset? changedSince, string? after, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var unit = SyncUnit.Open(scopes, app);
                var ids = await unit.Part<IPushSync>(part).FindAsync(unit.Context, changedSince, after, Page, cancellationToken);
                var asked = await unit.Requests.AskAsync(app, part, ids, Urgency.Net, cancellationToken);
                await unit.Database.SaveChangesAsync(cancellationToken);
                return new AskedPage(ids.Count == Page ? ids[^1] : null, ids.Count, asked);
            }
            catch (DbUpdateException exception) when (attempt < MostTries && !Failures.IsOfHub(exception, cancellationToken))
            {
                // An event asked for one of them, or a worker claimed it, at the same moment.
            }
        }
    }
}
