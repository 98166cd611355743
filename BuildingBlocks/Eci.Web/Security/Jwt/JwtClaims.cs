using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Eci.Web.Security.Jwt;

/// <summary>
/// Reads <c>sub</c>, <c>roles</c> and <c>tenants</c> of a token that was checked. The role <c>admin</c> makes an operator. Of a tenant,
/// OWNER has every scope, MEMBER those that read.
/// </summary>
internal static class JwtClaims
{
    private const string Admin = "admin";
    private const int LongestSubject = 200;

    private static readonly Dictionary<string, IReadOnlySet<string>> ScopesByRole = new(StringComparer.Ordinal)
    {
        ["OWNER"] = Scopes.All.ToHashSet(StringComparer.Ordinal),
        ["MEMBER"] = Scopes.All.Where(scope => scope.StartsWith("read:", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal),
    };

    public static Authentication Read(JsonWebToken token)
    {
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        var claims = payload.RootElement;
        if (Text(claims, "sub") is not { Length: > 0 and <= LongestSubject } subject)
            return Authentication.Refused($"The token names no user: 'sub' must be a text of 1 to {LongestSubject} characters.");
        if (!TryReadRoles(claims, out var isOperator))
            return Authentication.Refused("The token's 'roles' must be a list of texts.");
        if (isOperator)
            return Authentication.Of(Principal.Operator(subject));
        return TenantsOf(claims) is { } tenants
            ? Authentication.Of(Principal.User(subject, tenants))
            : Authentication.Refused("The token's 'tenants' must be a list of objects with 'id' and 'role' (OWNER or MEMBER), each tenant once.");
    }

    private static bool TryReadRoles(JsonElement claims, out bool isOperator)
    {
        isOperator = false;
        if (!claims.TryGetProperty("roles", out var roles))
            return true;
        if (roles.ValueKind is not JsonValueKind.Array || roles.EnumerateArray().Any(role => role.ValueKind is not JsonValueKind.String))
            return false;
        isOperator = roles.EnumerateArray().Any(role => role.ValueEquals(Admin));
        return true;
    }

    /// <summary>Null when they are not as they should be.</summary>
    private static Dictionary<string, IReadOnlySet<string>>? TenantsOf(JsonElement claims)
    {
        var tenants = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        if (!claims.TryGetProperty("tenants", out var list))
            return tenants;
        if (list.ValueKind is not JsonValueKind.Array)
            return null;
        foreach (var entry in list.EnumerateArray())
        {
            if (Text(entry, "id") is not { Length: > 0 } id
                || Text(entry, "role") is not { } role
                || !ScopesByRole.TryGetValue(role, out var scopes)
                || !tenants.TryAdd(id, scopes))
            {
                return null;
            }
        }

        return tenants;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
