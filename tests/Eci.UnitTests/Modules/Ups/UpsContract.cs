using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eci.Testing.Servers;
using NJsonSchema;
using NUnit.Framework;
using YamlDotNet.Serialization;

namespace Eci.UnitTests.Modules.Ups;

/// <summary>UPS's own description of its API and notes about it, where they lie beside the project; ends the test as ignored where not.</summary>
internal static partial class UpsContract
{
    private const int TimeoutMilliseconds = 5000;

    private static string Folder => ContractsFolder.Find("ups");

    public static JsonObject TrackingApi() => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "openapi", "Tracking.tabs-removed.json")))!.AsObject();

    public static JsonObject TokenApi()
    {
        var yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build()
            .Deserialize<object>(File.ReadAllText(Path.Combine(Folder, "openapi", "OAuthClientCredentials.yaml")));
        return JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(yaml))!.AsObject();
    }

    /// <summary>A schema that, other than the document, takes no members it does not name.</summary>
    public static Task<JsonSchema> StrictAsync(JsonObject api, JsonNode schema)
    {
        var schemas = api["components"]!["schemas"]!;
        var root = (schema["$ref"] is { } reference ? schemas[reference.GetValue<string>().Split('/')[^1]]! : schema).DeepClone().AsObject();
        root["definitions"] = schemas.DeepClone();
        Close(root);
        return JsonSchema.FromJsonAsync(root.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal));
    }

    /// <summary>The schema of an answer.</summary>
    public static Task<JsonSchema> AnswerAsync(JsonObject api, string path, string method, string status) =>
        StrictAsync(api, api["paths"]![path]![method]!["responses"]![status]!["content"]!["application/json"]!["schema"]!);

    public static string Example(string name) => File.ReadAllText(Path.Combine(Folder, "examples", name));

    /// <summary>The status codes of UPS's own list.</summary>
    public static IReadOnlyList<string> StatusCodes() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "appendix", "tracking-codes.json")))!["statusCode"]!.AsObject().Select(code => code.Key).ToList();

    /// <summary>Type and recommendation of every row of the first status table.</summary>
    public static Dictionary<string, string> Types() => Rows("| type |")
        .SelectMany(cells => cells[0].Split(", "), (cells, type) => (type, cells))
        .ToDictionary(row => row.type, row => Recommended(row.cells, row.type), StringComparer.Ordinal);

    /// <summary>Status code and recommendation of every row of the second one.</summary>
    public static Dictionary<string, string> Refinements() => Rows("| statusCode |")
        .SelectMany(cells => Codes(cells[0]), (cells, code) => KeyValuePair.Create(code, cells[^1]))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>All codes that a text names, ranges spelled out.</summary>
    public static IEnumerable<string> Codes(string text) => CodeOrRange().Matches(text).SelectMany(match =>
    {
        var first = int.Parse(match.Groups["first"].ValueSpan, null);
        var last = match.Groups["last"].Success ? int.Parse(match.Groups["last"].ValueSpan, null) : first;
        return Enumerable.Range(first, last - first + 1).Select(code => $"{code:000}");
    });

    private static string Recommended(string[] cells, string type)
    {
        var types = cells[0].Split(", ");
        var each = cells[^1].Split(", ");
        return types.Length == each.Length ? each[Array.IndexOf(types, type)] : cells[^1];
    }

    private static List<string[]> Rows(string heading)
    {
        var rows = File.ReadLines(Path.Combine(Folder, "FACTS.md"))
            .SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        Assert.That(rows[0][^1], Does.StartWith("recommended"));
        return rows.Skip(2).ToList();
    }

    private static void Close(JsonNode? node)
    {
        if (node is JsonObject { } schema)
        {
            if (schema["properties"] is JsonObject)
                schema["additionalProperties"] = false;
            foreach (var (_, child) in schema.ToList())
                Close(child);
        }
    }

    [GeneratedRegex(@"\b(?<first>\d{3})(?: to (?<last>\d{3}))?\b", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex CodeOrRange();
}
