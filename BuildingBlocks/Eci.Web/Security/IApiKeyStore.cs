namespace Eci.Web.Security;

/// <summary>Finds API keys by their hash, across tenants: the tenant is only known once the key is.</summary>
public interface IApiKeyStore
{
    /// <summary>The key with that hash, or null. Expired and revoked keys are returned too; the caller refuses them.</summary>
    /// <param name="hash">See <see cref="Core.ApiKey.HashOf"/>.</param>
    /// <param name="cancellationToken">Ends the lookup.</param>
    Task<StoredApiKey?> FindAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Writes down when a key was last used, unless a later time stands there.</summary>
    /// <param name="id">Id of the key.</param>
    /// <param name="minute">UTC, to the minute.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task MarkUsedAsync(string id, DateTimeOffset minute, CancellationToken cancellationToken);
}

/// <summary>What authentication needs to know of a stored key.</summary>
public sealed record StoredApiKey(string Id, string TenantId, string Scopes, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt);
