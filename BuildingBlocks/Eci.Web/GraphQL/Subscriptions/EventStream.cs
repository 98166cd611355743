using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Eci.Web.GraphQL.Subscriptions;

/// <summary>The media type of server-sent events.</summary>
internal static class EventStream
{
    public const string MediaType = "text/event-stream";

    /// <summary>True when the Accept header asks for it by name.</summary>
    public static bool IsAccepted(StringValues accept) =>
        MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var ranges)
        && ranges.Any(range => range.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) && range.Quality is not 0);
}
