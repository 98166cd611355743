using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Eci.Web.GraphQL.Http;

/// <summary>Chooses what the answer is written as. Clients that do not ask for the newer media type by name get plain JSON.</summary>
internal static class ResponseMediaType
{
    public const string GraphQL = "application/graphql-response+json; charset=utf-8";
    public const string Json = "application/json; charset=utf-8";

    private const string GraphQLName = "application/graphql-response+json";
    private const string JsonName = "application/json";

    /// <summary>The media type to write, or null when the header allows none of them.</summary>
    public static string? Negotiate(StringValues accept)
    {
        if (StringValues.IsNullOrEmpty(accept))
            return Json;
        if (!MediaTypeHeaderValue.TryParseList(accept.ToArray()!, out var ranges))
            return null;

        var usable = ranges.Where(r => Written(r) is not null && IsUtf8(r)).ToList();
        var refused = usable.Where(r => r.Quality is 0).Select(Written).ToHashSet(StringComparer.Ordinal);
        return usable
            .Where(r => r.Quality is not 0)
            .OrderByDescending(r => r.Quality ?? 1)
            .ThenBy(r => r.MatchesAllSubTypes)
            .Select(Written)
            .FirstOrDefault(type => !refused.Contains(type));
    }

    private static string? Written(MediaTypeHeaderValue range)
    {
        if (range.MatchesAllTypes || (range.MatchesAllSubTypes && range.Type.Equals("application", StringComparison.OrdinalIgnoreCase)))
            return Json;
        if (range.MediaType.Equals(GraphQLName, StringComparison.OrdinalIgnoreCase))
            return GraphQL;
        return range.MediaType.Equals(JsonName, StringComparison.OrdinalIgnoreCase) ? Json : null;
    }

    private static bool IsUtf8(MediaTypeHeaderValue range) =>
        !range.Charset.HasValue || range.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || range.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase);
}
