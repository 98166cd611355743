using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Eci.Core;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Web.OutgoingHttp;
using Microsoft.Extensions.Options;

namespace Eci.Modules.OutgoingWebhooks.Sending;

/// <summary>Makes one request and says what became of it. Touches no database.</summary>
internal sealed class WebhookSender(
    IHttpClientFactory clients, OutgoingUrls urls, IOptions<OutgoingWebhooksOptions> options, OutgoingWebhooksMetrics metrics, TimeProvider time)
{
    public const string ClientName = "outgoing-webhooks";

    private const int MaxBodyBytes = 2048;

    /// <summary>The status decides; the body is for people, and a receiver that is slow with it is not waited for.</summary>
    private static readonly TimeSpan BodyPatience = TimeSpan.FromSeconds(1);

    private static readonly ProductInfoHeaderValue UserAgent = new("ECI", "1.0");

    public async Task<SendResult> SendAsync(OutgoingRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        SendResult result;
        try
        {
            result = urls.TryRead(request.Url, out var url, out _) ? await CallAsync(url!, request, either.Token) : new SendResult(WebhookOutcome.UrlNotAllowed);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            result = new SendResult(WebhookOutcome.TimedOut);
        }
        catch (HttpRequestException exception)
        {
            result = new SendResult(SendFailures.Classify(exception));
        }

        result = result with { Duration = time.GetElapsedTime(started) };
        metrics.Attempt(result.Outcome, result.Duration);
        return result;
    }

    private async Task<SendResult> CallAsync(Uri url, OutgoingRequest request, CancellationToken cancellationToken)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(request.Body, Encoding.UTF8) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.UserAgent.Add(UserAgent);
        message.Headers.Add("webhook-id", request.Id);
        message.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        message.Headers.Add("webhook-signature", SigningSecret.Sign(request.Id, timestamp, request.Body, request.Keys));
        using var client = clients.CreateClient(ClientName);
        using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new SendResult(
            SendFailures.OutcomeOf(answer.StatusCode),
            (int)answer.StatusCode,
            await BeginOfAsync(answer.Content, cancellationToken),
            answer.RetryAfter(time.GetUtcNow()));
    }

    private async Task<string?> BeginOfAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBodyBytes];
        var length = 0;
        using var patience = new CancellationTokenSource(BodyPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await using var body = await content.ReadAsStreamAsync(either.Token);
            int read;
            while (length < buffer.Length && (read = await body.ReadAsync(buffer.AsMemory(length), either.Token)) > 0)
                length += read;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException)
        {
            // What came so far is enough.
        }

        return length == 0 ? null : StoredText.Of(Encoding.UTF8.GetString(buffer, 0, length), OutgoingWebhooksModel.BodyLength);
    }
}

/// <summary>What is sent.</summary>
/// <param name="Id">The value of <c>webhook-id</c>.</param>
/// <param name="Url">Where to.</param>
/// <param name="Body">JSON.</param>
/// <param name="Keys">The request is signed with each of them.</param>
internal sealed record OutgoingRequest(string Id, string Url, string Body, IReadOnlyList<byte[]> Keys);

/// <summary>What became of it.</summary>
/// <param name="Outcome">In one word.</param>
/// <param name="StatusCode">Null when there was no answer.</param>
/// <param name="Body">Begin of the answer.</param>
/// <param name="RetryAfter">How long the endpoint wants to be left alone.</param>
internal sealed record SendResult(WebhookOutcome Outcome, int? StatusCode = null, string? Body = null, TimeSpan? RetryAfter = null)
{
    public TimeSpan Duration { get; init; }
}

/// <summary>Sorts answers and failures.</summary>
internal static class SendFailures
{
    public static WebhookOutcome OutcomeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Gone => WebhookOutcome.Gone,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            => WebhookOutcome.Throttled,
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => WebhookOutcome.Delivered,
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => WebhookOutcome.Redirected,
        _ => WebhookOutcome.Refused,
    };

    public static WebhookOutcome Classify(HttpRequestException exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressNotAllowedException)
                return WebhookOutcome.UrlNotAllowed;
        }

        return exception.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => WebhookOutcome.TlsFailed,
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError
                => WebhookOutcome.InvalidAnswer,
            _ => WebhookOutcome.Unreachable,
        };
    }
}
