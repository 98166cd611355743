using Refit;

namespace Eci.Modules.Ups.Client;

/// <summary>The two UPS calls the hub makes. Answers are read by <see cref="UpsGateway"/>.</summary>
internal interface IUpsApi
{
    [Post("/security/v1/oauth/token")]
    Task<HttpResponseMessage> CreateTokenAsync(
        [Header("Authorization")] string basic,
        [Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form,
        CancellationToken cancellationToken);

    [Get("/api/track/v1/details/{inquiryNumber}")]
    Task<HttpResponseMessage> TrackAsync(
        string inquiryNumber,
        [Query] string locale,
        [Header("Authorization")] string bearer,
        [Header("transId")] string callId,
        [Header("transactionSrc")] string source,
        CancellationToken cancellationToken);
}
