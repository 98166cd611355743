using System.Globalization;
using System.Net;
using System.Text.Json;
using Eci.Mail.Composing;

namespace Eci.Mail.SendGrid;

/// <summary>Reads SendGrid's answers. Error bodies come in several shapes, sometimes from a proxy: nothing about them is relied on.</summary>
internal static class SendGridAnswer
{
    private const int LongestBody = 64 * 1024;
    private static readonly TimeSpan LongestWaitForReason = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DefaultPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>The exception that an answer without success means.</summary>
    public static async Task<Exception> FailureAsync(HttpResponseMessage answer, string request, TimeProvider time, CancellationToken cancellationToken)
    {
        var status = (int)answer.StatusCode;
        var text = $"SendGrid answered {request} with {status}{await ReasonAsync(answer, time, cancellationToken)}";
        var pause = Pause(answer, time.GetUtcNow());
        return answer.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => new RetryLaterException(text, pause ?? DefaultPause),
            HttpStatusCode.RequestTimeout => new MailProviderException(text),
            _ when status is >= 400 and < 500 => new PermanentFailureException(text),
            _ when answer.Headers.RetryAfter is not null && pause is { } later => new RetryLaterException(text, later),
            _ => new MailProviderException(text),
        };
    }

    /// <summary>The body as text, up to a length that no answer of SendGrid reaches.</summary>
    public static async Task<string> BodyAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream);
        var buffer = new char[LongestBody];
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, cancellationToken));
    }

    private static TimeSpan? Pause(HttpResponseMessage answer, DateTimeOffset now)
    {
        var pause = answer.RetryAfter(now) ?? Reset(answer, now);
        return pause is { } wanted ? TimeSpan.FromTicks(Math.Clamp(wanted.Ticks, ShortestPause.Ticks, LongestPause.Ticks)) : null;
    }

    private static TimeSpan? Reset(HttpResponseMessage answer, DateTimeOffset now) =>
        answer.Headers.TryGetValues("X-RateLimit-Reset", out var values)
            && long.TryParse(values.FirstOrDefault(), CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) - now
            : null;

    private static async Task<string> ReasonAsync(HttpResponseMessage answer, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(LongestWaitForReason, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var reason = Redact.Answer(Reasons(await BodyAsync(answer, either.Token)));
            return reason.Length == 0 ? "." : $": {reason}";
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // The status alone decides; a body that breaks off or never ends only costs the explanation.
            return ".";
        }
    }

    private static string Reasons(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("errors", out var errors)
                && errors.ValueKind == JsonValueKind.Array
                ? string.Join(" ", errors.EnumerateArray().Select(Reason).Where(r => r.Length > 0))
                : string.Empty;
        }
        catch (JsonException)
        {
            return string.Empty;
        }
    }

    private static string Reason(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
            return string.Empty;

        var field = Text(error, "field");
        var message = Text(error, "message");
        return field is "" or "null" ? message : $"{message} ({field})";
    }

    private static string Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
}
