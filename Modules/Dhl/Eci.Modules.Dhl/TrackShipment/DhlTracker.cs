using System.Net;
using Eci.Carriers;
using Eci.Modules.Dhl.TrackShipment.Reading;
using Eci.Persistence;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Refit;

namespace Eci.Modules.Dhl.TrackShipment;

/// <summary>Asks DHL's Shipment Tracking - Unified.</summary>
internal sealed class DhlTracker(
    IDhlApi api, CredentialProtector protector, DhlShipmentReader reader, PurgedNumbers purged, IOptions<DhlOptions> options, TimeProvider time)
    : ICarrierTracker<DhlApp>
{
    /// <summary>Status texts are told apart in English and German; English is what most divisions speak.</summary>
    private const string Language = "en";

    public async Task<TrackingAnswer?> TrackAsync(DhlApp app, string trackingId, CancellationToken cancellationToken)
    {
        var key = KeyOf(app);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2 * options.Value.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var answer = await AskAsync(key, trackingId, either.Token);
            return await ReadAsync(app, trackingId, answer, either.Token);
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new HttpRequestException(TooSlow, e);
        }
    }

    private string TooSlow => $"DHL did not answer within {options.Value.TimeoutSeconds} seconds.";

    private string KeyOf(DhlApp app) =>
        app.Credentials is { } stored && protector.Unprotect(stored).ApiKey is { Length: > 0 } key && key.All(c => c is > ' ' and < (char)127)
            ? key
            : throw new CarrierRefusedException("DHL is not asked: the app has no usable API key.");

    private async Task<HttpResponseMessage> AskAsync(string key, string trackingId, CancellationToken cancellationToken)
    {
        try
        {
            return await api.FindAsync(key, trackingId, Language, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ExecutionRejectedException or ApiRequestException)
        {
            // The wrapper is left out: it holds the request, and with it the key and the number.
            var cause = e is ApiRequestException { InnerException: { } inner } ? inner : e;
            throw cause switch
            {
                OperationCanceledException => cause,
                Polly.Timeout.TimeoutRejectedException => new HttpRequestException(TooSlow, cause),
                BrokenCircuitException => new HttpRequestException("DHL is not asked for a minute: it could not be reached several times.", cause),
                _ => new HttpRequestException("DHL cannot be reached.", cause),
            };
        }
    }

    private async Task<TrackingAnswer?> ReadAsync(DhlApp app, string trackingId, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        switch (answer.StatusCode)
        {
            case HttpStatusCode.OK:
                var shipments = await DhlAnswer.ShipmentsAsync(answer, cancellationToken);
                purged.Answered(trackingId);
                return reader.Read(shipments, trackingId, app.Settings.RefineByText);
            case HttpStatusCode.NotFound when !DhlAnswer.IsWebPage(answer):
                purged.Answered(trackingId);
                return null;
            case HttpStatusCode.InternalServerError when purged.Failed(trackingId):
                return null;
            default:
                throw await DhlAnswer.FailureAsync(answer, time, cancellationToken);
        }
    }
}
