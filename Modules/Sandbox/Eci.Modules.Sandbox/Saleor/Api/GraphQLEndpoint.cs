using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Eci.Modules.Sandbox.Failing;
using Eci.Modules.Sandbox.Saleor.Running;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>The API of the shop over HTTP.</summary>
internal sealed class GraphQLEndpoint(SaleorShop shop, FailureQueue<ShopFailure> failures, ShopQuota quota)
{
    private readonly GraphQLSerializer _serializer = new(json => json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, new ShopErrors());

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        shop.CalledAt(context.Request);
        if (quota.Take() is { } wait)
            return Status(context, StatusCodes.Status429TooManyRequests, (int)Math.Ceiling(wait.TotalSeconds), "Too many requests.");
        if (await ReadAsync(context) is not { Query: { } query } body)
            return Answer(Refused(ShopError.GraphQL, "Must provide a query string."));
        if (body.Variables is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
            return Answer(Refused(ShopError.GraphQL, "Variables are invalid JSON."));

        var isMutation = IsMutation(query, body.OperationName);
        var failure = failures.Next(order => order.Fits(query, isMutation));
        if (failure?.Status is { } status)
            return Status(context, status, failure.RetryAfterSeconds, failure.Message);
        if (failure is { IsError: true })
            return Answer(Refused(failure.Kind, failure.Message));
        if (failure is { Kind: FailureKind.TimeOut })
            return await FailingAnswer.UntilCallerGivesUpAsync(context);

        var result = await RunAsync(context, body, isMutation, failure);
        return failure is null or { Kind: ShopFailure.MutationError }
            ? Answer(result)
            : await FailingAnswer.ShowAsync(context, failure.Kind, Encoding.UTF8.GetBytes(_serializer.Serialize(result)));
    }

    private static ExecutionResult Refused(string exception, string message) => new() { Executed = false, Errors = [new ShopError(exception, message)] };

    private static IResult Status(HttpContext context, int status, int? retryAfterSeconds, string message)
    {
        FailingAnswer.RetryAfter(context, retryAfterSeconds);
        return Results.Json(new { error = message }, statusCode: status);
    }

    private async Task<ExecutionResult> RunAsync(HttpContext context, Body body, bool isMutation, ShopFailure? failure)
    {
        const string Gateways = "availablePaymentGateways";
        var token = Token(context.Request);
        if (isMutation)
        {
            var mutation = new ApiMutation(body.Query, body.OperationName, body.Variables?.GetRawText(), failure);
            return (ExecutionResult)(await shop.ChangeAsync(mutation, token, context.RequestAborted))!;
        }

        if (body.Query!.Contains(Gateways, StringComparison.Ordinal))
            await shop.ChangeAsync(new GatewayRefresh(), null, context.RequestAborted);
        var variables = body.Variables is { } given ? _serializer.Deserialize<Inputs>(given.GetRawText()) : null;
        return await shop.AskAsync(new ApiRequest(body.Query, body.OperationName, variables), token, context.RequestAborted);
    }

    private IResult Answer(ExecutionResult result) => Results.Text(
        _serializer.Serialize(result),
        MediaTypeNames.Application.Json,
        statusCode: result.Executed ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    private static async Task<Body?> ReadAsync(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFromJsonAsync<Body>(context.RequestAborted);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Token(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        if (request.Headers["Authorization-Bearer"].ToString() is { Length: > 0 } token)
            return token;
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }

    private static bool IsMutation(string query, string? operationName)
    {
        try
        {
            return Parser.Parse(query).Definitions.OfType<GraphQLOperationDefinition>().Any(operation =>
                operation.Operation is OperationType.Mutation && (operationName is null || operation.Name?.StringValue == operationName));
        }
        catch (GraphQLSyntaxErrorException)
        {
            return false;
        }
    }

    private sealed record Body(string? Query, string? OperationName, JsonElement? Variables);
}
