using Eci.Core;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Catalog;

/// <summary>Finds the rows of records that have a natural key: by link, else by the key. Two statements, however many records.</summary>
/// <typeparam name="TRow">A row with an <c>Id</c>.</typeparam>
/// <param name="context">The piece of work.</param>
/// <param name="entity">Kind of the links.</param>
/// <param name="idOf">Id of a row.</param>
/// <param name="keyOf">Natural key of a row.</param>
internal sealed class Adoption<TRow>(SyncContext context, string entity, Func<TRow, string> idOf, Func<TRow, string> keyOf)
    where TRow : class, ITenantOwned
{
    private readonly Dictionary<string, TRow> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TRow> _byKey = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string> _links = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Reads everything that the records may lead to.</summary>
    /// <param name="externalIds">The records.</param>
    /// <param name="candidates">The rows with one of the ids, and those with a key of one of the records.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task LoadAsync(
        IReadOnlyCollection<string> externalIds, Func<string[], IQueryable<TRow>> candidates, CancellationToken cancellationToken)
    {
        _links = await context.Links.InternalIdsAsync(entity, externalIds, cancellationToken);
        foreach (var row in await candidates([.. _links.Values]).ToListAsync(cancellationToken))
            Remember(row);
    }

    /// <summary>Those with a link first: what is linked is not given away to a namesake.</summary>
    public IEnumerable<PulledRecord> InTurn(IEnumerable<PulledRecord> records) => records.OrderBy(r => _links.ContainsKey(r.ExternalId) ? 0 : 1);

    /// <summary>The row of a record; null when it has none yet.</summary>
    public TRow? Find(string externalId, params ReadOnlySpan<string> keys)
    {
        if (_links.TryGetValue(externalId, out var id) && _byId.TryGetValue(id, out var linked))
            return linked;
        foreach (var key in keys)
        {
            if (_byKey.TryGetValue(key, out var row))
                return row;
        }

        return null;
    }

    /// <summary>Whether a row that is not the given one has the key.</summary>
    public bool IsKeyOfAnother(TRow? row, string key) => _byKey.TryGetValue(key, out var other) && !ReferenceEquals(other, row);

    /// <summary>Gives a row to a record; false when one before it has the row.</summary>
    public bool Take(TRow row)
    {
        Remember(row);
        return _taken.Add(idOf(row));
    }

    private void Remember(TRow row)
    {
        _byId[idOf(row)] = row;
        _byKey.TryAdd(keyOf(row), row);
    }
}
