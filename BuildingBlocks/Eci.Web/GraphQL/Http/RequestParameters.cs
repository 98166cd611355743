using System.Runtime.InteropServices;
using System.Text.Json;
using GraphQL;
using Microsoft.AspNetCore.Http;

namespace Eci.Web.GraphQL.Http;

/// <summary>Checks the parameters of a request, however they were sent.</summary>
internal sealed class RequestParameters(GraphQLOptions limits, IGraphQLTextSerializer serializer)
{
    private const string Query = "query";
    private const string OperationName = "operationName";
    private const string Variables = "variables";
    private const string Extensions = "extensions";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly JsonElement Null = JsonElement.Parse("null");

    /// <summary>Reads the body of a POST.</summary>
    public Step<GraphQLRequest> FromJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Strict);
            var root = json.RootElement;
            return root.ValueKind is JsonValueKind.Object
                ? Check(new Given(Member(root, Query), Member(root, OperationName), Member(root, Variables), Member(root, Extensions)), mayChange: true)
                : Bad("The body must be a JSON object with the member 'query'.");
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            return Bad("The body is not valid JSON.");
        }
    }

    /// <summary>Reads the query string of a GET; variables and extensions are JSON.</summary>
    public Step<GraphQLRequest> FromQueryString(IQueryCollection query)
    {
        foreach (var name in (string[])[Query, OperationName, Variables, Extensions])
        {
            if (query[name].Count > 1)
                return Bad($"The parameter '{name}' is given more than once.");
        }

        try
        {
            return Check(new Given(Text(query[Query]), Text(query[OperationName]), Json(query[Variables]), Json(query[Extensions])), mayChange: false);
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            return Bad("The parameters 'variables' and 'extensions' must be JSON.");
        }
    }

    private static JsonElement Member(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value : Null;

    private static JsonElement Text(string? text) => JsonSerializer.SerializeToElement(text);

    private static JsonElement Json(string? json) => string.IsNullOrEmpty(json) ? Null : JsonElement.Parse(json, Strict);

    /// <summary>Half a surrogate pair (<c>"\ud800"</c>) passes the JSON parser and fails only when the text is asked for, with the second type.</summary>
    private static bool IsMalformed(Exception exception) => exception is JsonException or InvalidOperationException;

    private static Refusal Bad(string message) => Refusal.OfRequest(StatusCodes.Status400BadRequest, GraphQLErrorCodes.BadRequest, message);

    private Step<GraphQLRequest> Check(Given given, bool mayChange)
    {
        if (given.Query.ValueKind is not JsonValueKind.String)
            return Bad("The parameter 'query' must be a string.");
        if (given.OperationName.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            return Bad("The parameter 'operationName' must be a string.");
        if (given.Variables.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            return Bad("The parameter 'variables' must be an object.");
        if (given.Extensions.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            return Bad("The parameter 'extensions' must be an object.");
        if (JsonMarshal.GetRawUtf8Value(given.Variables).Length > limits.MaxVariablesBytes)
            return Refusal.OfDocument(GraphQLErrorCodes.VariablesTooLarge, $"The variables are larger than {limits.MaxVariablesBytes} bytes.");

        var operationName = given.OperationName.GetString();
        return new GraphQLRequest(
            given.Query.GetString()!,
            string.IsNullOrEmpty(operationName) ? null : operationName,
            serializer.ReadNode<Inputs>(given.Variables) ?? Inputs.Empty,
            mayChange);
    }

    private readonly record struct Given(JsonElement Query, JsonElement OperationName, JsonElement Variables, JsonElement Extensions);
}
