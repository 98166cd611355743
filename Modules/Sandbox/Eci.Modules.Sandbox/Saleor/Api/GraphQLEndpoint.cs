using System.Net.Mime;
using System.Text.Json;
using Eci.Modules.Sandbox.Saleor.Running;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>The API of the shop over HTTP.</summary>
internal sealed class GraphQLEndpoint(SaleorShop shop)
{
    private readonly GraphQLSerializer _serializer = new(
        json => json.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, new ShopErrors());

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        shop.Origin = $"{context.Request.Scheme}://{context.Request.Host}";
        if (await ReadAsync(context) is not { } body || body.Query is null)
            return Answer(new ExecutionResult { Executed = false, Errors = [new ShopError(ShopError.GraphQL, "Must provide a query string.")] });
        var token = Token(context.Request);
        return Answer(IsMutation(body)
            ? (ExecutionResult)(await shop.ChangeAsync(new ApiMutation(body.Query, body.OperationName, body.Variables?.GetRawText()), token, context.RequestAborted))!
            : await shop.AskAsync(
                new ApiRequest(body.Query, body.OperationName, body.Variables is { } given ? _serializer.Deserialize<Inputs>(given.GetRawText()) : null),
                token,
                context.RequestAborted));
    }

    private IResult Answer(ExecutionResult result) => Results.Text(
        _serializer.Serialize(result), MediaTypeNames.Application.Json, statusCode: result.Executed ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

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
        string? header = request.Headers["Authorization-Bearer"];
        if (!string.IsNullOrEmpty(header))
            return header;
        header = request.Headers.Authorization;
        return header?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) is true ? header[Scheme.Length..].Trim() : null;
    }

    private static bool IsMutation(Body body)
    {
        try
        {
            return Parser.Parse(body.Query!).Definitions.OfType<GraphQLOperationDefinition>().Any(operation =>
                operation.Operation is OperationType.Mutation && (body.OperationName is null || operation.Name?.StringValue == body.OperationName));
        }
        catch (GraphQLSyntaxErrorException)
        {
            return false;
        }
    }

    private sealed record Body(string? Query, string? OperationName, JsonElement? Variables);
}
