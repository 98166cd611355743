using System.Text.Json;
using Eci.Web.GraphQL.Subscriptions;
using Eci.Web.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Eci.Web.GraphQL.Http;

/// <summary>What the OpenAPI document says about the GraphQL endpoint.</summary>
internal static class GraphQLDescription
{
    private const string Json = "application/json";
    private const string GraphQLJson = "application/graphql-response+json";
    private const string Tag = "GraphQL";
    private const string Query = "query ($trackingId: ID!) { packageByTrackingId(trackingId: $trackingId) { state events { time state location } } }";
    private const string Variables = """{"trackingId":"01906000683796"}""";

    private const string Data =
        """
        {"data":{"packageByTrackingId":{"state":"OUT_FOR_DELIVERY","events":[{"time":"2026-01-05T09:02:00Z","state":"OUT_FOR_DELIVERY","location":"0998"}]}}}
        """;

    private const string Events =
        """
        event: next
        data: {"data":{"packageStateChanged":{"state":"OUT_FOR_DELIVERY"}}}

        event: complete
        data:


        """;

    private const string Details =
        "GraphQL over HTTP. Clients that accept application/graphql-response+json get the HTTP status of the answer; those that accept only "
        + "application/json get 200 for every well-formed request. Those that accept text/event-stream can subscribe (GraphQL over SSE, distinct "
        + "connections). Errors have a stable extensions.code and the trace id.";

    private static readonly RouteAnswer[] Answers =
    [
        new(
            StatusCodes.Status200OK,
            "The operation ran; fields that failed are null and named in errors.",
            new RouteContent(GraphQLJson, Data),
            new RouteContent(Json, Data),
            new RouteContent(EventStream.MediaType, Events)),
        Failure(StatusCodes.Status400BadRequest, GraphQLErrorCodes.ValidationFailed, "The document does not fit the schema, is too large, or its variables are wrong."),
        Failure(StatusCodes.Status401Unauthorized, GraphQLErrorCodes.Unauthenticated, "No API key, or one that is not accepted."),
        Failure(StatusCodes.Status403Forbidden, GraphQLErrorCodes.Forbidden, "The API key lacks a scope."),
        Failure(StatusCodes.Status406NotAcceptable, GraphQLErrorCodes.NotAcceptable, "The Accept header allows no media type of an answer."),
        Failure(StatusCodes.Status429TooManyRequests, GraphQLErrorCodes.TooManySubscriptions, "The API key, or the process, has as many subscriptions as it may have."),
        Failure(StatusCodes.Status500InternalServerError, GraphQLErrorCodes.InternalError, "A defect of the hub; the trace id leads to its log."),
        Failure(StatusCodes.Status503ServiceUnavailable, GraphQLErrorCodes.ServiceUnavailable, "The database does not answer; come back after Retry-After."),
    ];

    public static TBuilder DescribeGraphQL<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint
            .Describe(HttpMethods.Get, new RouteDescription("queryGraphQL", Tag, "Runs a query or a subscription.", Details)
            {
                NeedsKey = true,
                Parameters =
                [
                    new("query", "The document.", Query, Required: true),
                    new("variables", "Values of its variables, as JSON.", Variables),
                    new("operationName", "Which of its operations to run.", "Parcel"),
                    new("extensions", "A JSON object; not used.", "{}"),
                ],
                Answers =
                [
                    .. Answers,
                    Failure(StatusCodes.Status405MethodNotAllowed, GraphQLErrorCodes.MethodNotAllowed, "Mutations must be sent by POST."),
                ],
            })
            .Describe(HttpMethods.Post, new RouteDescription("executeGraphQL", Tag, "Runs a query, a mutation or a subscription.", Details)
            {
                NeedsKey = true,
                Body = new RouteContent(Json, $$"""{"query":{{JsonSerializer.Serialize(Query)}},"variables":{{Variables}}}"""),
                Answers =
                [
                    .. Answers,
                    Failure(StatusCodes.Status413PayloadTooLarge, GraphQLErrorCodes.BodyTooLarge, "The body is larger than the limit."),
                    Failure(StatusCodes.Status415UnsupportedMediaType, GraphQLErrorCodes.UnsupportedMediaType, "The body is not declared as JSON in UTF-8."),
                ],
            });

    private static RouteAnswer Failure(int status, string code, string description)
    {
        var body = $$$"""{"errors":[{"message":"{{{description}}}","extensions":{"code":"{{{code}}}","traceId":"4bf92f3577b34da6a3ce929d0e0e4736"}}]}""";
        return new RouteAnswer(status, $"`{code}`: {description}", new RouteContent(GraphQLJson, body), new RouteContent(Json, body));
    }
}
