using Eci.Core;

namespace Eci.Management.Keys;

/// <summary>Makes API keys of tenants.</summary>
internal static class KeyMaker
{
    /// <summary>Begins every key, so that one that got somewhere it should not be is recognised.</summary>
    private const string Prefix = "eci";

    /// <summary>A row to store, and the key itself, of which it holds only the hash.</summary>
    public static (ApiKey Stored, string Key) Make(
        string tenantId, string name, IEnumerable<string> scopes, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        var key = Ids.NewSecret(Prefix);
        var stored = new ApiKey
        {
            Id = Ids.New(IdPrefix.ApiKey),
            TenantId = tenantId,
            Name = name,
            Hash = ApiKey.HashOf(key),
            Scopes = string.Join(' ', scopes.Distinct(StringComparer.Ordinal)),
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        return (stored, key);
    }
}
