using System.Text.Json;

namespace Eci.IntegrationTests.GraphQL.Isolation;

/// <summary>What introspection tells of the schema.</summary>
internal sealed class SchemaTypes
{
    public const string Query = """
        { __schema { queryType { name } mutationType { name } types {
          kind name enumValues { name } possibleTypes { name }
          fields(includeDeprecated: true) { name type { ...T } args { name defaultValue type { ...T } } }
          inputFields { name defaultValue type { ...T } } } } }
        fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
        """;

    private readonly Dictionary<string, SchemaType> _types;

    public SchemaTypes(JsonElement schema)
    {
        _types = schema.GetProperty("types").EnumerateArray().Select(SchemaType.Read).ToDictionary(t => t.Name, StringComparer.Ordinal);
        Queries = _types[schema.GetProperty("queryType").GetProperty("name").GetString()!].Fields;
        Mutations = _types[schema.GetProperty("mutationType").GetProperty("name").GetString()!].Fields;
    }

    public IReadOnlyList<SchemaField> Queries { get; }

    public IReadOnlyList<SchemaField> Mutations { get; }

    public SchemaType Of(TypeReference reference) => _types[reference.Named];

    public SchemaType Named(string name) => _types[name];
}

internal sealed record SchemaType(
    string Kind, string Name, IReadOnlyList<SchemaField> Fields, IReadOnlyList<SchemaInput> Inputs, IReadOnlyList<string> Values, IReadOnlyList<string> Possible)
{
    public bool IsLeaf => Kind is "SCALAR" or "ENUM";

    public bool IsAbstract => Kind is "INTERFACE" or "UNION";

    public static SchemaType Read(JsonElement json) => new(
        json.GetProperty("kind").GetString()!,
        json.GetProperty("name").GetString()!,
        [.. Many(json, "fields").Select(f => new SchemaField(f.GetProperty("name").GetString()!, TypeReference.Read(f.GetProperty("type")), [.. Many(f, "args").Select(SchemaInput.Read)]))],
        [.. Many(json, "inputFields").Select(SchemaInput.Read)],
        [.. Many(json, "enumValues").Select(v => v.GetProperty("name").GetString()!)],
        [.. Many(json, "possibleTypes").Select(v => v.GetProperty("name").GetString()!)]);

    private static IEnumerable<JsonElement> Many(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : [];
}

internal sealed record SchemaField(string Name, TypeReference Type, IReadOnlyList<SchemaInput> Arguments);

/// <summary>An argument, or a member of an input object.</summary>
internal sealed record SchemaInput(string Name, TypeReference Type, bool HasDefault)
{
    public bool IsRequired => Type.IsRequired && !HasDefault;

    public static SchemaInput Read(JsonElement json) => new(
        json.GetProperty("name").GetString()!, TypeReference.Read(json.GetProperty("type")), json.GetProperty("defaultValue").ValueKind is JsonValueKind.String);
}

/// <summary>A type with what wraps it.</summary>
/// <param name="Named">The type within.</param>
/// <param name="IsRequired">Not null on the outside.</param>
/// <param name="Lists">How many lists are around it.</param>
internal sealed record TypeReference(string Named, bool IsRequired, int Lists)
{
    public static TypeReference Read(JsonElement json)
    {
        var kind = json.GetProperty("kind").GetString();
        if (kind is not ("NON_NULL" or "LIST"))
            return new TypeReference(json.GetProperty("name").GetString()!, IsRequired: false, Lists: 0);
        var inner = Read(json.GetProperty("ofType"));
        return kind is "LIST" ? inner with { IsRequired = false, Lists = inner.Lists + 1 } : inner with { IsRequired = true };
    }
}
