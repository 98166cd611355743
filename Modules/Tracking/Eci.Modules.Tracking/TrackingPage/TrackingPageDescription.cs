using Eci.Web.OpenApi;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>What the OpenAPI document says about the tracking page.</summary>
internal static class TrackingPageDescription
{
    private const string Html = "text/html";

    public static RouteDescription Of(string method)
    {
        var hasBody = HttpMethods.IsGet(method);
        return new RouteDescription(
            hasBody ? "showTrackingPage" : "checkTrackingPage",
            "Tracking page",
            hasBody ? "Shows the parcels of an order to its customer." : "Says whether the page exists, without sending it.",
            "A page for people, without scripts. Whoever knows the address sees it; Order.trackingPageUrl tells it.")
        {
            Parameters =
            [
                new(TrackingPageLink.TokenParameter, "The order's secret.", "tt_1BoatSLRHtKNngkdXEeobR", InPath: true),
                new("lang", "ISO 639-1; else the order's or the browser's language.", "de"),
            ],
            Answers =
            [
                Page(StatusCodes.Status200OK, "The page.", "Ihr Paket ist heute unterwegs zu Ihnen"),
                new(StatusCodes.Status304NotModified, "The page that the caller has is the newest; see If-None-Match."),
                Page(StatusCodes.Status404NotFound, "No order has this token.", "Diese Seite gibt es nicht"),
                Page(StatusCodes.Status429TooManyRequests, "Asked too often; come back after Retry-After.", "Zu viele Anfragen"),
                Page(StatusCodes.Status503ServiceUnavailable, "The database does not answer; come back after Retry-After.", "Gerade nicht erreichbar"),
            ],
        };

        RouteAnswer Page(int status, string description, string headline) => hasBody
            ? new RouteAnswer(status, description, new RouteContent(Html, $"<!doctype html><html lang=\"de\"><title>{headline}</title>…</html>"))
            : new RouteAnswer(status, description);
    }
}
