using System.Text;
using Eci.Carriers;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;
using Refit;

namespace Eci.Modules.Ups.Client;

/// <summary>Calls UPS. What goes wrong on the way is an <see cref="HttpRequestException"/> with a sentence for the operator.</summary>
internal sealed class UpsGateway(IUpsApi api, IOptions<UpsOptions> options, TimeProvider time)
{
    public const string Source = "eci";

    private const int LongestToken = 64 * 1024;
    private const int LongestTracking = 2 * 1024 * 1024;

    private static readonly Dictionary<string, string> ClientCredentials = new(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" };

    /// <summary>Asks for a token.</summary>
    public Task<UpsReply> CreateTokenAsync(UpsCredentials credentials, CancellationToken cancellationToken)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.ClientId}:{credentials.ClientSecret}"));
        return CallAsync(ct => api.CreateTokenAsync($"Basic {basic}", ClientCredentials, ct), LongestToken, cancellationToken);
    }

    /// <summary>Asks about a package.</summary>
    public Task<UpsReply> TrackAsync(string trackingId, string locale, string token, CancellationToken cancellationToken) => CallAsync(
        ct => api.TrackAsync(trackingId, locale, $"Bearer {token}", Guid.NewGuid().ToString("N"), Source, ct), LongestTracking, cancellationToken);

    private async Task<UpsReply> CallAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, int longest, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await call(cancellationToken);
            using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            return await UpsReply.ReadAsync(answer, longest, time.GetUtcNow(), either.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ExecutionRejectedException or ApiRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The wrapper is left out: it holds the request, and with it the keys.
            var cause = e is ApiRequestException { InnerException: { } inner } ? inner : e;
            throw new HttpRequestException(Sentence(cause), cause);
        }
        catch (InvalidDataException e)
        {
            throw new CarrierAnswerException("UPS's answer is compressed in a way that cannot be undone.", e);
        }
    }

    private string Sentence(Exception cause) => cause switch
    {
        OperationCanceledException or TimeoutRejectedException => $"UPS did not answer within {options.Value.Timeout.TotalSeconds:0.##} seconds.",
        ExecutionRejectedException => "UPS failed many times in a row and is not asked for half a minute.",
        IOException => "UPS broke off in the middle of its answer.",
        _ => "UPS cannot be reached.",
    };
}
