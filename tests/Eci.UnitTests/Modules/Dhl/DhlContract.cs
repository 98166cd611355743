using System.Text.Json.Nodes;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NJsonSchema;
using NUnit.Framework;
using YamlDotNet.Serialization;

namespace Eci.UnitTests.Modules.Dhl;

/// <summary>DHL's own description of its API, its samples, and the notes about it, where they lie beside the project.</summary>
internal static class DhlContract
{
    private const string Heading = "### 4a.";
    private const string NoUpdate = "no update";

    /// <summary>The folder; ends the test as ignored when it is not there.</summary>
    public static string Folder => ContractsFolder.Find("dhl");

    public static string Example(string number) => File.ReadAllText(Path.Combine(Folder, "examples", $"{number}.json"));

    public static string Error(string name) => File.ReadAllText(Path.Combine(Folder, "errors", $"{name}.json"));

    public static Task<JsonSchema> ShipmentsAsync() => SchemaAsync("supermodelIoLogisticsTrackingShipments");

    public static Task<JsonSchema> ProblemAsync() => SchemaAsync("supermodelIoLogisticsApiProblemDetail");

    /// <summary>Query parameters of the call, and whether they are required.</summary>
    public static Dictionary<string, bool> Parameters() => Api()["components"]!["parameters"]!.AsObject()
        .Select(parameter => parameter.Value!)
        .ToDictionary(parameter => $"{parameter["name"]}", parameter => $"{parameter["required"]}" == "true");

    /// <summary>Name of the header that carries the key.</summary>
    public static string KeyHeader() => $"{Api()["components"]!["securitySchemes"]!["ApiKeyAuth"]!["name"]}";

    /// <summary>Code and possible states of every row of the status table; none where it recommends no update.</summary>
    public static Dictionary<string, IReadOnlyList<PackageState>> Table()
    {
        var rows = File.ReadLines(Path.Combine(Folder, "FACTS.md"))
            .SkipWhile(line => !line.StartsWith(Heading, StringComparison.Ordinal))
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        Assert.That(rows[0], Has.ItemAt(0).EqualTo("statusCode").And.ItemAt(rows[0].Length - 1).EqualTo("recommended"));
        return rows.Skip(2).ToDictionary(cells => cells[0], cells => States(cells[^1]));
    }

    private static IReadOnlyList<PackageState> States(string cell)
    {
        var states = cell.Split(' ', ',', ';').Select(word => WireName.TryParse<PackageState>(word, out var state) ? state : (PackageState?)null).OfType<PackageState>().ToList();
        Assert.That(states.Count == 0, Is.EqualTo(cell == NoUpdate), cell);
        return states;
    }

    /// <summary>One schema with the others it refers to beside it.</summary>
    private static Task<JsonSchema> SchemaAsync(string name)
    {
        var schemas = Api()["components"]!["schemas"]!;
        var schema = schemas[name]!.DeepClone().AsObject();
        schema["definitions"] = schemas.DeepClone();
        return JsonSchema.FromJsonAsync(schema.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal));
    }

    private static JsonNode Api() => Node(new DeserializerBuilder().Build().Deserialize<object?>(
        File.ReadAllText(Path.Combine(Folder, "openapi", "utapi-tracking-1.4.1.yaml"))))!;

    private static JsonNode? Node(object? value) => value switch
    {
        Dictionary<object, object?> map => new JsonObject(map.Select(pair => KeyValuePair.Create((string)pair.Key, Node(pair.Value)))),
        List<object?> list => new JsonArray([.. list.Select(Node)]),
        _ => value is null ? null : JsonValue.Create($"{value}"),
    };
}
