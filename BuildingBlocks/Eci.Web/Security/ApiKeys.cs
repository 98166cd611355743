using Eci.Core;

namespace Eci.Web.Security;

/// <summary>Keys of tenants.</summary>
internal sealed class ApiKeys(IApiKeyStore store, ApiKeyUsage usage, TimeProvider time)
{
    public static Authentication Unknown { get; } = Authentication.Refused("The API key is not accepted.");

    private static readonly Authentication Expired = Authentication.Refused("The API key has expired.");
    private static readonly Authentication Revoked = Authentication.Refused("The API key was revoked.");

    /// <summary>Whom the key stands for. A key that is accepted counts as used.</summary>
    public async Task<Authentication> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(ApiKey.HashOf(key), cancellationToken) is not { } stored)
            return Unknown;
        if (stored.RevokedAt is not null)
            return Revoked;
        var now = time.GetUtcNow();
        if (stored.ExpiresAt <= now)
            return Expired;
        usage.Used(stored.Id, now);
        return Authentication.Of(Principal.OfKey(stored));
    }
}
