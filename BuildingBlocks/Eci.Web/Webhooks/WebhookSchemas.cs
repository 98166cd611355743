using System.Text.Json.Nodes;
using Eci.Web.Problems;
using Eci.Web.Tracing;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Eci.Web.Webhooks;

/// <summary>The pieces that the descriptions of all webhook endpoints share.</summary>
internal static class WebhookSchemas
{
    private const string ExampleTraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    public static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    public static OpenApiSchema Object() => new() { Type = JsonSchemaType.Object };

    public static OpenApiHeader TraceHeader() => new() { Description = "Id of the request in logs and traces.", Schema = Text() };

    public static Dictionary<string, OpenApiMediaType> Content(string mediaType, JsonNode? example, IOpenApiSchema schema) =>
        new() { [mediaType] = new OpenApiMediaType { Schema = schema, Example = example } };

    public static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details (RFC 9457).",
        Required = new HashSet<string> { "type", "title", "status", "detail", "code", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text(),
            ["title"] = Text(),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text(),
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable, for programs." },
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = $"The same as the header {TraceId.Header}." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "The fields that are missing or wrong.",
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "field", "detail" },
                    Properties = new Dictionary<string, IOpenApiSchema> { ["field"] = Text(), ["detail"] = Text() },
                },
            },
        },
    };

    public static OpenApiResponse ProblemResponse(Problem problem, IOpenApiSchema schema)
    {
        var example = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = problem.Title,
            ["status"] = problem.Status,
            ["detail"] = problem.Detail,
            ["code"] = problem.Code,
            ["traceId"] = ExampleTraceId,
        };
        if (problem == Problems.Problem.InvalidRequest)
            example["errors"] = new JsonArray(new JsonObject { ["field"] = "name", ["detail"] = "is required" });
        var headers = new Dictionary<string, IOpenApiHeader> { [TraceId.Header] = TraceHeader() };
        if (problem.Status is 429 or 503)
            headers[HeaderNames.RetryAfter] = new OpenApiHeader { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } };
        return new OpenApiResponse
        {
            Description = $"`{problem.Code}`: {problem.Detail}",
            Headers = headers,
            Content = Content("application/problem+json", example, schema),
        };
    }
}
