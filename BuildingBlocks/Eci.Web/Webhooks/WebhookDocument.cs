using System.Globalization;
using System.Text.Json.Nodes;
using Eci.Web.Problems;
using Eci.Web.Tracing;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Eci.Web.Webhooks;

/// <summary>Adds every webhook endpoint to the OpenAPI document, from what was said when it was mapped.</summary>
internal sealed class WebhookDocument(EndpointDataSource endpoints) : IOpenApiDocumentTransformer
{
    private const string ProblemSchema = "Problem";

    private static readonly Problem[] CommonProblems =
    [
        Problem.InvalidRequest, Problem.SubscriptionRequired, Problem.IntegrationDisabled, Problem.WebhookNotFound,
        Problem.ForStatus(405), Problem.UriTooLong, Problem.TooManyRequests, Problem.InternalError, Problem.StorageUnavailable,
    ];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.AddComponent(ProblemSchema, WebhookSchemas.Problem());
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<WebhookMetadata>() is not { } webhook)
                continue;
            var path = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
            if (!document.Paths.TryGetValue(path, out var item) || item is not OpenApiPathItem pathItem)
                document.Paths[path] = pathItem = new OpenApiPathItem();
            pathItem.AddOperation(HttpMethod.Parse(webhook.Method), Operation(webhook, document));
            (document.Tags ??= new HashSet<OpenApiTag>()).Add(new OpenApiTag { Name = webhook.Description.Tag });
        }

        return Task.CompletedTask;
    }

    private static OpenApiOperation Operation(WebhookMetadata webhook, OpenApiDocument document)
    {
        var description = webhook.Description;
        var operation = new OpenApiOperation
        {
            OperationId = description.Name,
            Summary = description.Summary,
            Description = description.Details,
            Tags = new HashSet<OpenApiTagReference> { new(description.Tag, document) },
            Parameters = [.. Parameters(webhook)],
            Responses = Responses(webhook, document),
        };
        if (description.BodyExample is not null)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = WebhookSchemas.Content("application/json", JsonNode.Parse(description.BodyExample), WebhookSchemas.Object()),
            };
        }

        return operation;
    }

    private static IEnumerable<IOpenApiParameter> Parameters(WebhookMetadata webhook)
    {
        yield return webhook.IdInRoute
            ? Parameter(WebhookMapping.IdParameter, ParameterLocation.Path, true, "Id of the webhook; keep it secret.", "wh_demo_dpd", 60)
            : Parameter(WebhookMapping.QueryParameter, ParameterLocation.Query, true, "Id of the webhook.", "wh_1BoatSLRHtKNngkdXEeobR", 60);
        foreach (var field in webhook.Description.Path)
            yield return Parameter(field.Name, ParameterLocation.Path, true, field.Description, field.Example, field.MaxLength);
        foreach (var field in webhook.Description.Query)
            yield return Parameter(field.Name, ParameterLocation.Query, field.Required, field.Description, field.Example, field.MaxLength);
        yield return Parameter(
            TraceId.Header, ParameterLocation.Header, false, "Id to follow the request by: letters, digits, '_', '.' and '-'.", "tr_4711", 64);
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, bool required, string text, string example, int? maxLength) => new()
    {
        Name = name,
        In = place,
        Required = required,
        Description = text,
        Example = example,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = maxLength },
    };

    private static OpenApiResponses Responses(WebhookMetadata webhook, OpenApiDocument document)
    {
        var description = webhook.Description;
        var responses = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse
            {
                Description = "Accepted: stored durably, or known already.",
                Headers = new Dictionary<string, IOpenApiHeader> { [TraceId.Header] = WebhookSchemas.TraceHeader() },
                Content = WebhookSchemas.Content(description.AnswerType, description.AnswerExample, WebhookSchemas.Text()),
            },
        };
        IEnumerable<Problem> problems = CommonProblems;
        if (description.BodyExample is not null)
            problems = problems.Append(Problem.PayloadTooLarge);
        if (webhook.Signed)
            problems = problems.Append(Problem.InvalidSignature);
        foreach (var problem in problems.OrderBy(p => p.Status))
        {
            responses[problem.Status.ToString(CultureInfo.InvariantCulture)] =
                WebhookSchemas.ProblemResponse(problem, new OpenApiSchemaReference(ProblemSchema, document));
        }

        return responses;
    }
}
