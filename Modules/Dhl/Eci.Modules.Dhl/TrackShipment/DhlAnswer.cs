using System.Net;
using System.Net.Mime;
using System.Text.Json;
using Eci.Carriers;
using Eci.Modules.Dhl.TrackShipment.Reading;

namespace Eci.Modules.Dhl.TrackShipment;

/// <summary>Reads what DHL, or something in front of it, answers. Nothing about the body of an error is relied on.</summary>
internal static class DhlAnswer
{
    private const int LongestReason = 64 * 1024;
    private static readonly TimeSpan LongestWaitForReason = TimeSpan.FromSeconds(5);

    public static bool IsWebPage(HttpResponseMessage answer) =>
        string.Equals(answer.Content.Headers.ContentType?.MediaType, MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase);

    /// <summary>The shipments in an answer of success.</summary>
    /// <exception cref="CarrierAnswerException">It is not what DHL's contract says, in one sentence.</exception>
    public static async Task<IReadOnlyList<JsonElement>> ShipmentsAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentType?.MediaType is { } type && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
            throw new CarrierAnswerException($"DHL answered with {DhlText.Clean(type, 50)} instead of JSON.");
        var root = Parse(await DhlBody.ReadAsync(answer.Content, DhlBody.MaxBytes, cancellationToken));
        return root.Find("shipments") is { ValueKind: JsonValueKind.Array or JsonValueKind.Object }
            ? [.. root.Items("shipments")]
            : throw new CarrierAnswerException("DHL's answer holds no list of shipments.");
    }

    /// <summary>The exception that an answer without success means.</summary>
    public static async Task<Exception> FailureAsync(HttpResponseMessage answer, TimeProvider time, CancellationToken cancellationToken)
    {
        var status = (int)answer.StatusCode;
        var text = $"DHL answered with {status}{await ReasonAsync(answer, time, cancellationToken)}";
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new CarrierRefusedException(text),
            HttpStatusCode.TooManyRequests => new CarrierThrottledException(text, answer.RetryAfter(time.GetUtcNow())),
            HttpStatusCode.RequestTimeout => new HttpRequestException(text, inner: null, answer.StatusCode),
            _ when status >= 500 => new HttpRequestException(text, inner: null, answer.StatusCode),
            _ => new CarrierAnswerException(text),
        };
    }

    private static JsonElement Parse(string body)
    {
        if (string.IsNullOrWhiteSpace(body))
            throw new CarrierAnswerException("DHL's answer is empty.");
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new CarrierAnswerException(
                body.TrimStart().StartsWith('<') ? "DHL answered with a web page instead of JSON." : "DHL's answer is no JSON, or breaks off.", e);
        }
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage answer, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(LongestWaitForReason, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var json = JsonDocument.Parse(await DhlBody.ReadAsync(answer.Content, LongestReason, either.Token));
            var reason = DhlText.Reason(json.RootElement.Text("title"), json.RootElement.Text("detail"));
            return reason.Length == 0 ? "." : $": {reason}";
        }
        catch (Exception e) when (e is JsonException or CarrierAnswerException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // The status alone decides; a body that is missing, breaks off or never ends only costs the explanation.
            return ".";
        }
    }
}
