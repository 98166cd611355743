using Refit;

namespace Eci.Modules.Dhl.TrackShipment;

/// <summary>The one DHL call the hub makes. Its answers are read by <see cref="DhlAnswer"/>.</summary>
internal interface IDhlApi
{
    /// <param name="apiKey">Given with every call: tenants have keys of their own and share the client.</param>
    /// <param name="trackingNumber">One number; DHL takes no more.</param>
    /// <param name="language">ISO 639-1. What DHL makes of it depends on the division.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Get("/shipments")]
    Task<HttpResponseMessage> FindAsync(
        [Header("DHL-API-Key")] string apiKey, [Query] string trackingNumber, [Query] string language, CancellationToken cancellationToken);
}
