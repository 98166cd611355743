using System.Globalization;
using Eci.Core;
using Eci.Scheduling;
using Eci.Sync.Engine;
using Eci.Sync.Requests;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Runs;

/// <summary>
/// Looks for records that a complete listing did not name: the news that they were deleted may have been lost. A list proves nothing, it may
/// be filtered or out of date: each is asked for by its id, and only the system's answer to that decides.
/// </summary>
internal sealed class MissingRecords(IServiceScopeFactory scopes)
{
    private const int Portion = 200;

    /// <summary>So many may be missing whatever their share is.</summary>
    private const int AlwaysBelieved = 10;

    /// <param name="run">The run of the app's job.</param>
    /// <param name="app">The app.</param>
    /// <param name="part">The part.</param>
    /// <param name="listed">Ids of all records that the system listed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task AskAsync(JobRun run, App app, SyncPartInfo part, HashSet<string> listed, CancellationToken cancellationToken)
    {
        var (known, missing) = await FindAsync(app, part, listed, cancellationToken);
        if (missing.Count == 0)
            return;
        run.Count($"{part.Entity}.missing", missing.Count);
        if (missing.Count > AlwaysBelieved && missing.Count * 2 > known)
        {
            run.Note = string.Create(
                CultureInfo.InvariantCulture,
                $"{missing.Count} of {known} {part.Entity} are not listed any more. That is too much to be believed: they stay as they are.");
            return;
        }

        foreach (var keys in missing.Chunk(Portion))
        {
            run.ThrowIfLost();
            await using var unit = SyncUnit.Open(scopes, app);
            await unit.Requests.AskAsync(app, part, keys, Urgency.Net, cancellationToken);
            await unit.Database.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<(int Known, List<string> Missing)> FindAsync(
        App app, SyncPartInfo part, HashSet<string> listed, CancellationToken cancellationToken)
    {
        await using var unit = SyncUnit.Open(scopes, app);
        var keys = unit.Database.Set<SyncRecord>()
            .Where(r => r.AppId == app.Id && r.Entity == part.Entity && r.Direction == part.Direction && r.Status == SyncStatus.Done)
            .Select(r => r.Key)
            .AsAsyncEnumerable();
        var known = 0;
        var missing = new List<string>();
        await foreach (var key in keys.WithCancellation(cancellationToken))
        {
            known++;
            if (!listed.Contains(key))
                missing.Add(key);
        }

        return (known, missing);
    }
}
