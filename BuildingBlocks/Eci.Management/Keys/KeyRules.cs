using Eci.Web.GraphQL;
using Eci.Web.Security;

namespace Eci.Management.Keys;

/// <summary>What keys may be called, do and last. Each check says what is wrong, or null.</summary>
internal static class KeyRules
{
    public const int LongestName = 100;

    private const string InvalidArgument = "INVALID_ARGUMENT";

    public static KeyRefusal? Name(string name) => string.IsNullOrWhiteSpace(name) || name.Length > LongestName
        ? new(InvalidArgument, $"'name' must have 1 to {LongestName} characters.")
        : null;

    public static KeyRefusal? Expiry(DateTimeOffset? expiresAt, DateTimeOffset now) => expiresAt <= now
        ? new(InvalidArgument, "'expiresAt' must lie in the future.")
        : null;

    /// <param name="scopes">What the key shall do.</param>
    /// <param name="mayGrant">Whether the caller has a scope.</param>
    public static KeyRefusal? Grants(IReadOnlyCollection<string> scopes, Func<string, bool> mayGrant)
    {
        if (scopes.Count == 0)
            return new(InvalidArgument, "'scopes' must name one scope at least.");
        if (scopes.FirstOrDefault(scope => !Scopes.All.Contains(scope, StringComparer.Ordinal)) is not null)
            return new("UNKNOWN_SCOPE", $"A key can have these scopes: {string.Join(", ", Scopes.All)}.");
        return Lacking(scopes, mayGrant) is { } lacking
            ? new(GraphQLErrorCodes.Forbidden, $"The caller lacks the scope '{lacking}' and cannot give it to a key.")
            : null;
    }

    /// <summary>A scope of the key that the caller lacks.</summary>
    public static string? Lacking(IEnumerable<string> scopes, Func<string, bool> mayGrant) => scopes.FirstOrDefault(scope => !mayGrant(scope));
}
