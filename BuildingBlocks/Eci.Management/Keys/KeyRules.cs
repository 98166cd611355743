using Eci.Web.GraphQL;
using Eci.Web.Security;

namespace Eci.Management.Keys;

/// <summary>What keys may be called, do and last. Each check refuses what may not be.</summary>
internal static class KeyRules
{
    public const int LongestName = 100;

    public static void CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
            throw new RefusedException(GraphQLErrorCodes.InvalidArgument, $"'name' must have 1 to {LongestName} characters.");
    }

    public static void CheckExpiry(DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        if (expiresAt <= now)
            throw new RefusedException(GraphQLErrorCodes.InvalidArgument, "'expiresAt' must lie in the future.");
    }

    /// <param name="scopes">What the key shall do.</param>
    /// <param name="mayGrant">Whether the caller has a scope.</param>
    public static void CheckScopes(IReadOnlyCollection<string> scopes, Func<string, bool> mayGrant)
    {
        if (scopes.Count == 0)
            throw new RefusedException(GraphQLErrorCodes.InvalidArgument, "'scopes' must name one scope at least.");
        if (scopes.Any(scope => !Scopes.All.Contains(scope, StringComparer.Ordinal)))
            throw new RefusedException("UNKNOWN_SCOPE", $"A key can have these scopes: {string.Join(", ", Scopes.All)}.");
        if (Lacking(scopes, mayGrant) is { } lacking)
            throw new RefusedException(GraphQLErrorCodes.Forbidden, $"The caller lacks the scope '{lacking}' and cannot give it to a key.");
    }

    /// <summary>A scope of the key that the caller lacks.</summary>
    public static string? Lacking(IEnumerable<string> scopes, Func<string, bool> mayGrant) => scopes.FirstOrDefault(scope => !mayGrant(scope));
}
