using System.Text.Json.Nodes;
using Eci.Testing.Servers;
using NJsonSchema;

namespace Eci.UnitTests.Modules.Sandbox;

/// <summary>SendGrid's own description of its API, where it lies beside the project.</summary>
internal static class SendGridContract
{
    /// <summary>The folder; ends the test as ignored when it is not there.</summary>
    public static string Folder => ContractsFolder.Find("sendgrid");

    public static Task<JsonSchema> RequestAsync() => SchemaAsync(api => api["components"]!["requestBodies"]!["PostMailSend"]!["content"]!["application/json"]!["schema"]!);

    public static Task<JsonSchema> ErrorAsync() => SchemaAsync(api => api["components"]!["schemas"]!["ErrorResponse"]!);

    public static string Example(string name) => File.ReadAllText(Path.Combine(Folder, "examples", name));

    /// <summary>One schema with the components it refers to beside it.</summary>
    private static async Task<JsonSchema> SchemaAsync(Func<JsonNode, JsonNode> pick)
    {
        var api = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "tsg_mail_v3.openapi.json")))!;
        var schema = pick(api).DeepClone().AsObject();
        schema["components"] = new JsonObject { ["schemas"] = api["components"]!["schemas"]!.DeepClone() };
        return await JsonSchema.FromJsonAsync(schema.ToJsonString());
    }
}
