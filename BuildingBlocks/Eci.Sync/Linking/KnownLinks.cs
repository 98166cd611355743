using Eci.Sync.Storage;

namespace Eci.Sync.Linking;

/// <summary>What a unit of work knows of the links of one entity: what it read, and what it changed since.</summary>
internal sealed class KnownLinks
{
    private readonly Dictionary<string, string?> _byExternal = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _byInternal = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changedExternal = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changedInternal = new(StringComparer.Ordinal);

    public bool IsChanged => _changedExternal.Count > 0;

    public IReadOnlyCollection<string> ChangedExternalIds => _changedExternal;

    public IReadOnlyCollection<string> ChangedInternalIds => _changedInternal;

    /// <summary>Of the ids, those nobody asked for yet.</summary>
    public string[] UnknownExternal(IEnumerable<string> ids) => [.. ids.Where(id => !_byExternal.ContainsKey(id)).Distinct(StringComparer.Ordinal)];

    /// <inheritdoc cref="UnknownExternal"/>
    public string[] UnknownInternal(IEnumerable<string> ids) => [.. ids.Where(id => !_byInternal.ContainsKey(id)).Distinct(StringComparer.Ordinal)];

    public IReadOnlyDictionary<string, string> InternalIds(IEnumerable<string> externalIds) => Found(externalIds, _byExternal);

    public IReadOnlyDictionary<string, string> ExternalIds(IEnumerable<string> internalIds) => Found(internalIds, _byInternal);

    /// <summary>Takes what was read of external ids; those without a row have no link.</summary>
    public void LearnExternal(IEnumerable<string> asked, IEnumerable<SyncLink> found)
    {
        Learn(found);
        foreach (var id in asked)
            _byExternal.TryAdd(id, null);
    }

    /// <summary>Takes what was read of the hub's ids; those without a row have no link.</summary>
    public void LearnInternal(IEnumerable<string> asked, IEnumerable<SyncLink> found)
    {
        Learn(found);
        foreach (var id in asked)
            _byInternal.TryAdd(id, null);
    }

    public void Link(string externalId, string internalId)
    {
        if (_byExternal.GetValueOrDefault(externalId) == internalId && _byInternal.GetValueOrDefault(internalId) == externalId)
            return;
        Part(externalId);
        if (_byInternal.GetValueOrDefault(internalId) is { } before)
            Part(before);
        _byExternal[externalId] = internalId;
        _byInternal[internalId] = externalId;
        _changedExternal.Add(externalId);
        _changedInternal.Add(internalId);
    }

    public void Forget(string externalId)
    {
        Part(externalId);
        _byExternal[externalId] = null;
        _changedExternal.Add(externalId);
    }

    /// <summary>Whether a stored link still holds.</summary>
    public bool Holds(SyncLink link) =>
        (!_byExternal.TryGetValue(link.ExternalId, out var internalId) || internalId == link.InternalId) &&
        (!_byInternal.TryGetValue(link.InternalId, out var externalId) || externalId == link.ExternalId);

    public void Stored()
    {
        _changedExternal.Clear();
        _changedInternal.Clear();
    }

    private void Learn(IEnumerable<SyncLink> found)
    {
        foreach (var link in found)
        {
            var holds = Holds(link);
            _byExternal.TryAdd(link.ExternalId, holds ? link.InternalId : null);
            _byInternal.TryAdd(link.InternalId, holds ? link.ExternalId : null);
        }
    }

    private void Part(string externalId)
    {
        if (_byExternal.GetValueOrDefault(externalId) is not { } internalId)
            return;
        _byExternal[externalId] = null;
        _byInternal[internalId] = null;
        _changedExternal.Add(externalId);
        _changedInternal.Add(internalId);
    }

    private static Dictionary<string, string> Found(IEnumerable<string> ids, Dictionary<string, string?> known)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (known.GetValueOrDefault(id) is { } other)
                found[id] = other;
        }

        return found;
    }
}
