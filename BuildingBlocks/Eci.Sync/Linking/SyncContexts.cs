using Eci.Core;
using Eci.Persistence;

namespace Eci.Sync.Linking;

/// <summary>Begins and ends pieces of work of the unit of work of its scope.</summary>
internal sealed class SyncContexts(EciDbContext database, TimeProvider time)
{
    public SyncContext Create(App app, bool isDryRun = false) => new(app, database, new SyncLinks(app, database, time), isDryRun);

    /// <summary>Makes rows of the links that a piece of work changed; the caller saves.</summary>
    public static Task StoreLinksAsync(SyncContext context, CancellationToken cancellationToken) =>
        context.Links is SyncLinks links ? links.StoreAsync(cancellationToken) : Task.CompletedTask;
}
