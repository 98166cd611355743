using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>Sends a page with everything a browser must know about it.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Page">What is sent.</param>
/// <param name="RetryAfter">When to come back; null when that does not matter.</param>
internal sealed record PageAnswer(int Status, RenderedPage Page, TimeSpan? RetryAfter = null)
{
    private const string MediaType = "text/html; charset=utf-8";

    public async Task SendAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.StatusCode = Status;
        SetHeaders(response.Headers);
        if (Status == StatusCodes.Status200OK)
        {
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Page.Html.Span))}\"");
            response.Headers.ETag = tag.ToString();
            response.Headers.CacheControl = "private, max-age=60";
            if (IsKnown(request.Headers.IfNoneMatch, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        response.ContentType = MediaType;
        response.ContentLength = Page.Html.Length;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(Page.Html, context.RequestAborted);
    }

    private void SetHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers.Vary = HeaderNames.AcceptLanguage;
        headers.ContentLanguage = Page.Language;
        headers.ContentSecurityPolicy = Page.Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (RetryAfter is { } wait)
            headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>By weak comparison: a proxy that compresses the page makes its tag a weak one.</summary>
    private static bool IsKnown(IList<string?> header, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList([.. header.OfType<string>()], out var known)
        && known.Any(other => other.Equals(EntityTagHeaderValue.Any) || other.Compare(tag, useStrongComparison: false));
}
