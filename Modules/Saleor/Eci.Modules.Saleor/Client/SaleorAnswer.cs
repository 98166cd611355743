using System.Net;
using System.Text.Json;
using Eci.Sync;

namespace Eci.Modules.Saleor.Client;

/// <summary>Reads what a shop, or something in front of it, answers. The one place that decides what a failure means.</summary>
internal static class SaleorAnswer
{
    /// <summary>Far more than a page of products with long descriptions.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    private const int BufferSize = 64 * 1024;

    /// <summary>The <c>data</c> of an answer of success.</summary>
    /// <exception cref="ExternalSystemException">It is a failure, or no answer of Saleor.</exception>
    /// <exception cref="TokenRefusedException">The shop does not accept the token.</exception>
    public static async Task<TAnswer> ReadAsync<TAnswer>(HttpResponseMessage answer, DateTimeOffset now, CancellationToken cancellationToken)
        where TAnswer : class
    {
        ThrowIfHttpFailed(answer, now);
        var body = await BodyAsync(answer.Content, cancellationToken);
        var envelope = Parse<TAnswer>(body, answer.StatusCode);
        if (envelope.Errors is { Count: > 0 } errors)
            throw SaleorErrors.Failure(errors);
        if (!answer.IsSuccessStatusCode)
            throw new RecordRefusedException(code: null, $"The shop answered with {(int)answer.StatusCode}.");
        return envelope.Data ?? throw new SystemUnavailableException("The shop's answer holds no data.");
    }

    /// <summary>What the status alone tells; 400 may come with errors of GraphQL, which tell more.</summary>
    private static void ThrowIfHttpFailed(HttpResponseMessage answer, DateTimeOffset now)
    {
        var text = $"The shop answered with {(int)answer.StatusCode}.";
        var retryAfter = answer.RetryAfter(now);
        if (answer.StatusCode is HttpStatusCode.TooManyRequests || (retryAfter is not null && answer.StatusCode >= HttpStatusCode.InternalServerError))
            throw new SystemThrottledException(text, retryAfter);
        if (answer.StatusCode is HttpStatusCode.Unauthorized)
            throw new TokenRefusedException(text);
        if (answer.StatusCode is HttpStatusCode.Forbidden)
            throw new SystemAccessDeniedException(text);
        if (!answer.IsSuccessStatusCode && answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge))
            throw new SystemUnavailableException(text);
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[BufferSize];
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (body.Length + read > MaxBytes)
                    throw new SystemUnavailableException($"The shop's answer is larger than {MaxBytes} bytes.");
                await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        catch (InvalidDataException e)
        {
            throw new SystemUnavailableException("The shop's answer is compressed in a way that cannot be undone.", e);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static SaleorEnvelope<TAnswer> Parse<TAnswer>(ReadOnlyMemory<byte> body, HttpStatusCode status)
        where TAnswer : class
    {
        var start = body.Span.TrimStart(" \t\r\n\uFEFF"u8);
        if (start.IsEmpty)
            throw new SystemUnavailableException("The shop's answer is empty.");
        if (start[0] == '<')
            throw new SystemUnavailableException($"The shop answered with {(int)status} and a web page instead of JSON.");
        try
        {
            return JsonSerializer.Deserialize<SaleorEnvelope<TAnswer>>(start, SaleorHttp.Json)
                ?? throw new SystemUnavailableException("The shop's answer holds no data.");
        }
        catch (JsonException e)
        {
            throw new SystemUnavailableException("The shop's answer is no JSON, breaks off, or is not what Saleor's contract says.", e);
        }
    }
}

/// <summary>What every answer of GraphQL has.</summary>
internal sealed record SaleorEnvelope<TAnswer>(TAnswer? Data, IReadOnlyList<SaleorTopError>? Errors);

/// <summary>An error beside the data.</summary>
/// <param name="Message">Saleor's text.</param>
/// <param name="Path">Names and positions that lead to the field; null: the request as a whole.</param>
/// <param name="Extensions">What Saleor adds.</param>
internal sealed record SaleorTopError(string? Message, IReadOnlyList<JsonElement>? Path, SaleorErrorExtensions? Extensions);

/// <summary>What Saleor adds to an error.</summary>
internal sealed record SaleorErrorExtensions(SaleorErrorCause? Exception, JsonElement? Cost);

/// <summary>Name of the exception behind an error.</summary>
internal sealed record SaleorErrorCause(string? Code);
