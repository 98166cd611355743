using System.Globalization;
using System.Text.Json.Nodes;
using Eci.Web.Tracing;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Eci.Web.OpenApi;

/// <summary>Completes the OpenAPI document: what it is about, how callers say who they are, and every route with a description.</summary>
internal sealed class RouteDocument(EndpointDataSource endpoints) : IOpenApiDocumentTransformer
{
    private const string KeyScheme = "apiKey";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ECI",
            Version = "v1",
            Description = "The routes of the hub. What can be asked by GraphQL says docs/schema.graphql, how to begin docs/api.md.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.AddComponent(KeyScheme, (IOpenApiSecurityScheme)new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key of a tenant: Authorization: Bearer <key>.",
        });
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            foreach (var route in endpoint.Metadata.GetOrderedMetadata<RouteMetadata>())
                Add(route, "/" + endpoint.RoutePattern.RawText?.TrimStart('/'), document);
        }

        var sorted = new OpenApiPaths();
        foreach (var (path, item) in document.Paths.OrderBy(p => p.Key, StringComparer.Ordinal))
            sorted[path] = item;
        document.Paths = sorted;
        return Task.CompletedTask;
    }

    private static void Add(RouteMetadata route, string path, OpenApiDocument document)
    {
        if (!document.Paths.TryGetValue(path, out var item) || item is not OpenApiPathItem pathItem)
            document.Paths[path] = pathItem = new OpenApiPathItem();
        pathItem.AddOperation(HttpMethod.Parse(route.Method), Operation(route.Description, document));
        (document.Tags ??= new HashSet<OpenApiTag>()).Add(new OpenApiTag { Name = route.Description.Tag });
    }

    private static OpenApiOperation Operation(RouteDescription description, OpenApiDocument document)
    {
        var operation = new OpenApiOperation
        {
            OperationId = description.Name,
            Summary = description.Summary,
            Description = description.Details,
            Tags = new HashSet<OpenApiTagReference> { new(description.Tag, document) },
            Parameters = [.. description.Parameters.Select(Parameter)],
            Responses = [],
        };
        if (description.Body is { } body)
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Contents([body]) };
        foreach (var answer in description.Answers)
        {
            operation.Responses[answer.Status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = answer.Description,
                Headers = new Dictionary<string, IOpenApiHeader> { [TraceId.Header] = WebhookSchemas.TraceHeader() },
                Content = Contents(answer.Contents),
            };
        }

        if (description.NeedsKey)
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        return operation;
    }

    private static IOpenApiParameter Parameter(RouteParameter parameter) => new OpenApiParameter
    {
        Name = parameter.Name,
        In = parameter.InPath ? ParameterLocation.Path : ParameterLocation.Query,
        Required = parameter.InPath || parameter.Required,
        Description = parameter.Description,
        Example = parameter.Example,
        Schema = WebhookSchemas.Text(),
    };

    private static Dictionary<string, OpenApiMediaType> Contents(IEnumerable<RouteContent> contents) => contents.ToDictionary(
        content => content.MediaType,
        content => IsJson(content.MediaType)
            ? new OpenApiMediaType { Schema = WebhookSchemas.Object(), Example = JsonNode.Parse(content.Example) }
            : new OpenApiMediaType { Schema = WebhookSchemas.Text(), Example = content.Example },
        StringComparer.Ordinal);

    private static bool IsJson(string mediaType) => mediaType.EndsWith("json", StringComparison.Ordinal);
}
