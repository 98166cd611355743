namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>Texts by key, in the order of their keys.</summary>
internal sealed class MetadataBook
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    public IReadOnlyList<MetadataItem> Items => [.. _values.Select(pair => new MetadataItem(pair.Key, pair.Value))];

    public string? Find(string key) => _values.GetValueOrDefault(key);

    public void Set(string key, string value) => _values[key] = value;

    public bool Remove(string key) => _values.Remove(key);

    public MetadataMap Map(IReadOnlyList<string>? keys) =>
        new(_values.Where(pair => keys is null || keys.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal));
}

/// <summary>Saleor's scalar <c>Metadata</c>: a JSON object of texts.</summary>
internal sealed record MetadataMap(IReadOnlyDictionary<string, string> Values);
