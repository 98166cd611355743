using System.IO.Compression;
using Eci.Modules.ProductFeed.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Eci.Modules.ProductFeed.Serving;

/// <summary>Sends a file of a feed, or that it did not change.</summary>
internal sealed class FeedResult(ProductFeedFile file, IServiceScopeFactory scopes) : IResult
{
    private const string Gzip = "gzip";

    /// <summary>The platforms fetch daily or hourly; in between a proxy asks whether it changed.</summary>
    private const string Caching = "private, max-age=60, must-revalidate";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var takesGzip = TakesGzip(request);
        var tag = new EntityTagHeaderValue($"\"{file.Hash}{(takesGzip ? "-" + Gzip : string.Empty)}\"");
        var headers = response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = file.LastModified;
        response.Headers.CacheControl = Caching;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (IsUnchanged(request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var isXml = file.Format is FeedFormat.Xml;
        response.ContentType = isXml ? "application/rss+xml; charset=utf-8" : "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=productdatafeed-{file.Hash[..32]}.{(isXml ? "xml" : "csv")}";
        response.ContentLength = takesGzip ? file.CompressedLength : file.Length;
        if (takesGzip)
            response.Headers.ContentEncoding = Gzip;
        if (!HttpMethods.IsHead(request.Method))
            await SendAsync(response, takesGzip, httpContext.RequestAborted);
    }

    private async Task SendAsync(HttpResponse response, bool compressed, CancellationToken cancellationToken)
    {
        await using var parts = new StoredParts(file, scopes);
        if (compressed)
        {
            await parts.CopyToAsync(response.Body, cancellationToken);
            return;
        }

        await using var content = new GZipStream(parts, CompressionMode.Decompress);
        await content.CopyToAsync(response.Body, cancellationToken);
    }

    /// <summary>The content counts, however it was encoded: both tags of it are known.</summary>
    private bool IsUnchanged(HttpRequest request)
    {
        var headers = request.GetTypedHeaders();
        if (headers.IfNoneMatch is { Count: > 0 } tags)
            return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag.AsSpan().Trim('"').StartsWith(file.Hash, StringComparison.Ordinal));
        return headers.IfModifiedSince is { } since && file.LastModified <= since;
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value.Equals(Gzip, StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);
}
