using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Eci.Web.Tracing;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Eci.Web.Problems;

/// <summary>Writes a <see cref="Problem"/> as RFC 9457 problem details with <c>code</c>, <c>traceId</c> and, if given, <c>errors</c>.</summary>
public sealed class ProblemResult(Problem problem, IReadOnlyList<FieldError>? errors = null, TimeSpan? retryAfter = null)
    : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    private const string MediaType = "application/problem+json";

    public Problem Problem => problem;

    public IReadOnlyList<FieldError> Errors => errors ?? [];

    /// <summary>When the caller may come back; null when that would not help.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    public int? StatusCode => problem.Status;

    public string? ContentType => MediaType;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        // An exception handler has cleared what was set before.
        response.Headers[TraceId.Header] = httpContext.TraceIdentifier;
        if (retryAfter is { } wait)
            response.Headers[HeaderNames.RetryAfter] = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

        var body = new ArrayBufferWriter<byte>(256);
        Write(body, httpContext.TraceIdentifier);
        response.ContentLength = body.WrittenCount;
        return response.Body.WriteAsync(body.WrittenMemory, httpContext.RequestAborted).AsTask();
    }

    private void Write(ArrayBufferWriter<byte> body, string traceId)
    {
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", problem.Title);
        json.WriteNumber("status", problem.Status);
        json.WriteString("detail", problem.Detail);
        json.WriteString("code", problem.Code);
        json.WriteString("traceId", traceId);
        if (errors is { Count: > 0 })
        {
            json.WriteStartArray("errors");
            foreach (var error in errors)
            {
                json.WriteStartObject();
                json.WriteString("field", error.Field);
                json.WriteString("detail", error.Detail);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
