using System.Net;
using Eci.Carriers;
using Eci.Modules.Ups.Client;
using Eci.Persistence;
using Microsoft.Extensions.Logging;

namespace Eci.Modules.Ups.TrackPackage;

/// <summary>Asks UPS about a package.</summary>
internal sealed partial class UpsTracker(
    UpsGateway ups, UpsTokens tokens, CredentialProtector protector, TimeProvider time, ILogger<UpsTracker> logger) : ICarrierTracker<UpsApp>
{
    private const string Question = "the question for a package";
    private const string DefaultLocale = "en_US";
    private const int ShortestNumber = 7;
    private const int LongestNumber = 34;

    public async Task<TrackingAnswer?> TrackAsync(UpsApp app, string trackingId, CancellationToken cancellationToken)
    {
        if (trackingId.Length is < ShortestNumber or > LongestNumber || !trackingId.All(char.IsAsciiLetterOrDigit))
            return null;

        var stored = app.Credentials ?? throw new CarrierRefusedException("The UPS account has no client id and no secret.");
        var reply = await AskAsync(app, protector.Unprotect(stored), trackingId, cancellationToken);
        return reply.Status is HttpStatusCode.OK ? Read(reply, trackingId, app.Id) : Refused(reply);
    }

    private async Task<UpsReply> AskAsync(UpsApp app, UpsCredentials credentials, string trackingId, CancellationToken cancellationToken)
    {
        var locale = string.IsNullOrWhiteSpace(app.Settings.Locale) ? DefaultLocale : app.Settings.Locale;
        var token = await tokens.GetAsync(credentials, cancellationToken);
        var reply = await ups.TrackAsync(trackingId, locale, token, cancellationToken);
        if (reply.Status is not HttpStatusCode.Unauthorized || UpsErrors.In(reply).ForbidForGood)
            return reply;

        LogRenewal(app.Id);
        tokens.Reject(credentials, token);
        token = await tokens.GetAsync(credentials, cancellationToken);
        return await ups.TrackAsync(trackingId, locale, token, cancellationToken);
    }

    private TrackingAnswer? Read(UpsReply reply, string trackingId, string appId)
    {
        var reading = UpsAnswer.Read(reply.Body, trackingId, time.GetUtcNow());
        if (reading is { IsVoided: true })
            LogVoided(appId);
        return reading?.Answer;
    }

    /// <summary>
    /// Null for a number that UPS does not know or never gave out. A 404 that is not UPS's own, of a wrong address or a proxy, says nothing
    /// about the number.
    /// </summary>
    private static TrackingAnswer? Refused(UpsReply reply)
    {
        var errors = UpsErrors.In(reply);
        var isUnknown = reply.Status is HttpStatusCode.NotFound ? errors.Any : reply.Status is HttpStatusCode.BadRequest && errors.Has(UpsErrors.InvalidNumber);
        return isUnknown ? null : throw errors.Failure(reply, Question);
    }

    [LoggerMessage(LogLevel.Information, "UPS no longer accepts the token of app {AppId}; it is renewed.")]
    private partial void LogRenewal(string appId);

    [LoggerMessage(LogLevel.Debug, "UPS says that the shipper withdrew the label of a package of app {AppId}.")]
    private partial void LogVoided(string appId);
}
