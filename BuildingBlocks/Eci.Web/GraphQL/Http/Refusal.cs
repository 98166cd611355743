using GraphQL;
using Microsoft.AspNetCore.Http;

namespace Eci.Web.GraphQL.Http;

/// <summary>Why a request is not executed, and the HTTP status that says so.</summary>
/// <param name="Error">What the caller is told.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="HidesStatus">
/// True when the request as such was well-formed: callers that accept only <c>application/json</c> then get 200, because their
/// proxies may replace the body of an error.
/// </param>
internal sealed record Refusal(ExecutionError Error, int Status, bool HidesStatus)
{
    /// <summary>The HTTP request is at fault.</summary>
    public static Refusal OfRequest(int status, string code, string message) => new(new GraphQLError(code, message), status, HidesStatus: false);

    /// <summary>The GraphQL document or its use is at fault.</summary>
    public static Refusal OfDocument(ExecutionError error) => new(error, StatusCodes.Status400BadRequest, HidesStatus: true);

    /// <inheritdoc cref="OfDocument(ExecutionError)"/>
    public static Refusal OfDocument(string code, string message) => OfDocument(new GraphQLError(code, message));
}

/// <summary>The outcome of one step on the way to an answer: its value, or why there is none.</summary>
internal readonly struct Step<T>
    where T : class
{
    private Step(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    public T? Value { get; }

    public Refusal? Refusal { get; }

    public static implicit operator Step<T>(T value) => new(value, null);

    public static implicit operator Step<T>(Refusal refusal) => new(null, refusal);
}
