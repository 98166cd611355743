using Eci.Core;
using Eci.Persistence;

namespace Eci.Sync;

/// <summary>One piece of work for one app: a page, a record.</summary>
/// <param name="App">The app; read only.</param>
/// <param name="Database">The unit of work; sees the app's tenant.</param>
/// <param name="Links">What is linked to what.</param>
/// <param name="IsDryRun">Nothing may be written, neither here nor there: nothing of the unit of work is saved.</param>
public sealed record SyncContext(App App, EciDbContext Database, ISyncLinks Links, bool IsDryRun)
{
    private readonly List<SyncDependency> _stored = [];
    private readonly List<SyncWish> _wishes = [];

    /// <summary>What others may have waited for and is stored now.</summary>
    public IReadOnlyList<SyncDependency> Stored => _stored;

    /// <summary>What is to be brought up to date next.</summary>
    public IReadOnlyList<SyncWish> Wishes => _wishes;

    /// <summary>Says that something was stored; records that wait for it are tried again.</summary>
    public void Store(SyncDependency dependency) => _stored.Add(dependency);

    /// <summary>Asks to bring another record of the app up to date, once this piece of work is stored.</summary>
    public void Wish(SyncWish wish) => _wishes.Add(wish);
}

/// <summary>What is linked to what in one app. Reads see what the unit of work added.</summary>
public interface ISyncLinks
{
    /// <summary>The hub's ids of external ones; those without a link are missing.</summary>
    Task<IReadOnlyDictionary<string, string>> InternalIdsAsync(string entity, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken);

    /// <summary>The external ids of the hub's; those without a link are missing.</summary>
    Task<IReadOnlyDictionary<string, string>> ExternalIdsAsync(string entity, IReadOnlyCollection<string> internalIds, CancellationToken cancellationToken);

    /// <summary>Kinds of other systems that rows of the hub are linked to as well, by the hub's id. Says who else may be master of their fields.</summary>
    Task<ILookup<string, string>> OtherSystemsAsync(IReadOnlyCollection<string> internalIds, CancellationToken cancellationToken);

    /// <summary>Links two ids; a link of either to something else is replaced. Becomes a row with the unit of work.</summary>
    Task LinkAsync(string entity, string externalId, string internalId, CancellationToken cancellationToken);

    /// <summary>Forgets the links of external ids.</summary>
    Task ForgetAsync(string entity, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken);
}
