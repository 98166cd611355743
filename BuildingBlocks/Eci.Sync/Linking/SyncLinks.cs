using Eci.Core;
using Eci.Persistence;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;

namespace Eci.Sync.Linking;

/// <summary>
/// The links of one app in one unit of work. Changes are collected and become rows by <see cref="StoreAsync"/>: one read per entity,
/// however many records a page has.
/// </summary>
internal sealed class SyncLinks(App app, EciDbContext database, TimeProvider time) : ISyncLinks
{
    private readonly Dictionary<string, KnownLinks> _byEntity = new(StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, string>> InternalIdsAsync(
        string entity, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken)
    {
        var known = Of(entity);
        if (known.UnknownExternal(externalIds) is { Length: > 0 } unknown)
        {
            var found = await Rows(entity).AsNoTracking().Where(l => unknown.Contains(l.ExternalId)).ToListAsync(cancellationToken);
            known.LearnExternal(unknown, found);
        }

        return known.InternalIds(externalIds);
    }

    public async Task<IReadOnlyDictionary<string, string>> ExternalIdsAsync(
        string entity, IReadOnlyCollection<string> internalIds, CancellationToken cancellationToken)
    {
        var known = Of(entity);
        if (known.UnknownInternal(internalIds) is { Length: > 0 } unknown)
        {
            var found = await Rows(entity).AsNoTracking().Where(l => unknown.Contains(l.InternalId)).ToListAsync(cancellationToken);
            known.LearnInternal(unknown, found);
        }

        return known.ExternalIds(internalIds);
    }

    public async Task<ILookup<string, string>> OtherSystemsAsync(IReadOnlyCollection<string> internalIds, CancellationToken cancellationToken)
    {
        var found = await database.Set<SyncLink>()
            .Where(l => l.AppId != app.Id && internalIds.Contains(l.InternalId))
            .Join(database.Set<App>(), l => l.AppId, a => a.Id, (l, a) => new { l.InternalId, Kind = EF.Property<string>(a, "Kind") })
            .Distinct()
            .ToListAsync(cancellationToken);
        return found.ToLookup(link => link.InternalId, link => link.Kind, StringComparer.Ordinal);
    }

    public Task LinkAsync(string entity, string externalId, string internalId, CancellationToken cancellationToken)
    {
        Of(entity).Link(externalId, internalId);
        return Task.CompletedTask;
    }

    public Task ForgetAsync(string entity, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken)
    {
        var known = Of(entity);
        foreach (var id in externalIds)
            known.Forget(id);
        return Task.CompletedTask;
    }

    /// <summary>Makes rows of the unit of work out of what changed; does not save.</summary>
    public async Task StoreAsync(CancellationToken cancellationToken)
    {
        foreach (var (entity, known) in _byEntity.Where(e => e.Value.IsChanged))
        {
            var external = known.ChangedExternalIds.ToArray();
            var inner = known.ChangedInternalIds.ToArray();
            var stored = await Rows(entity)
                .Where(l => external.Contains(l.ExternalId) || inner.Contains(l.InternalId))
                .ToListAsync(cancellationToken);
            database.RemoveRange(stored.Where(link => !known.Holds(link)));
            var kept = stored.Where(known.Holds).Select(link => link.ExternalId).ToHashSet(StringComparer.Ordinal);
            foreach (var (externalId, internalId) in known.InternalIds(external).Where(link => !kept.Contains(link.Key)))
                database.Add(New(entity, externalId, internalId));
            known.Stored();
        }
    }

    private IQueryable<SyncLink> Rows(string entity) => database.Set<SyncLink>().Where(l => l.AppId == app.Id && l.Entity == entity);

    private SyncLink New(string entity, string externalId, string internalId) => new()
    {
        Id = Ids.New(IdPrefix.SyncLink),
        TenantId = app.TenantId,
        AppId = app.Id,
        Entity = entity,
        ExternalId = externalId,
        InternalId = internalId,
        CreatedAt = time.GetUtcNow(),
    };

    private KnownLinks Of(string entity)
    {
        if (!_byEntity.TryGetValue(entity, out var known))
            _byEntity.Add(entity, known = new KnownLinks());
        return known;
    }
}
