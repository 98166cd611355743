namespace Eci.Web.Security;

/// <summary>Finds API keys by their hash, across tenants: the tenant is only known once the key is.</summary>
public interface IApiKeyStore
{
    /// <summary>The key with that hash, or null. Expired and revoked keys are returned too; the caller refuses them.</summary>
    /// <param name="hash">See <see cref="Core.ApiKey.HashOf"/>.</param>
    /// <param name="cancellationToken">Ends the lookup.</param>
    Task<StoredApiKey?> FindAsync(string hash, CancellationToken cancellationToken);
}

/// <summary>What the authenticator needs to know of a stored key.</summary>
public sealed record StoredApiKey(string Id, string TenantId, string Scopes, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt);
