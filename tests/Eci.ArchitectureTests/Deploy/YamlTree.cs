using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Eci.ArchitectureTests.Deploy;

/// <summary>A place in a YAML document. Going to where there is nothing gives an empty place.</summary>
internal readonly struct YamlTree(object? value)
{
    public string? Text => value as string;

    public IEnumerable<YamlTree> Items => value is List<object?> list ? list.Select(item => new YamlTree(item)) : [];

    public IEnumerable<string> Texts => Items.Select(item => item.Text).OfType<string>();

    public IReadOnlyDictionary<string, YamlTree> Members => value is Dictionary<object, object?> map
        ? map.ToDictionary(pair => (string)pair.Key, pair => new YamlTree(pair.Value), StringComparer.Ordinal)
        : new Dictionary<string, YamlTree>(StringComparer.Ordinal);

    public bool Exists => value is not null;

    public YamlTree this[string key] => Members.GetValueOrDefault(key);

    /// <summary>The documents of a file, with anchors and merge keys resolved.</summary>
    /// <exception cref="YamlException">It is no YAML, or a key is there twice.</exception>
    public static IReadOnlyList<YamlTree> Parse(string yaml)
    {
        // A merged key may be overridden, so that duplicates only show before merging.
        Read(new Parser(new StringReader(yaml)), new DeserializerBuilder().WithDuplicateKeyChecking().Build());
        return Read(new MergingParser(new Parser(new StringReader(yaml))), new DeserializerBuilder().Build());
    }

    private static List<YamlTree> Read(IParser parser, IDeserializer deserializer)
    {
        var documents = new List<YamlTree>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
            documents.Add(new YamlTree(deserializer.Deserialize<object?>(parser)));
        return documents;
    }
}
