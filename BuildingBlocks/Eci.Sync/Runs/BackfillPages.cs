using Eci.Core;
using Eci.Scheduling;
using Eci.Sync.Engine;
using Eci.Vocabulary;

namespace Eci.Sync.Runs;

/// <summary>One page of a back-fill that was worked on.</summary>
/// <param name="Next">Where it goes on; null after the last one.</param>
/// <param name="Read">How many records it had.</param>
/// <param name="Total">How many there are; null when the system does not say.</param>
/// <param name="Pulled">What was read; null for pushes.</param>
internal sealed record BackfillPage(string? Next, int Read, int? Total, PulledPage? Pulled);

/// <summary>Pulls, or asks to push, a page of what a back-fill is about.</summary>
internal sealed class BackfillPages(PageReader reader, PullStore store, PushRun pushes)
{
    public async Task<BackfillPage> WorkAsync(
        JobRun run, App app, SyncPartInfo part, DateTimeOffset? since, string? place, CancellationToken cancellationToken)
    {
        if (part.Direction is SyncDirection.Push)
        {
            var asked = await pushes.AskAsync(app, part, since, place, cancellationToken);
            run.CountAsked(part, asked.Asked);
            return new BackfillPage(asked.Last, asked.Found, Total: null, Pulled: null);
        }

        var page = await reader.ReadPatientlyAsync(run, app, part, new PullWindow(since), place, cancellationToken);
        run.CountPage(part, await store.StoreAsync(app, part, page.Records, again: true, cancellationToken));
        return new BackfillPage(page.NextCursor, page.Records.Count, page.Total, page);
    }
}
