using Eci.Core;
using Microsoft.Extensions.Primitives;

namespace Eci.Web.Security;

/// <summary>Turns an <c>Authorization: Bearer</c> header into the caller it stands for.</summary>
public sealed class ApiKeyAuthenticator(IApiKeyStore store, TimeProvider time)
{
    private const string Scheme = "Bearer ";
    private const int LongestKey = 256;

    /// <summary>Reads the header.</summary>
    public async Task<Authentication> AuthenticateAsync(StringValues authorization, CancellationToken cancellationToken)
    {
        if (StringValues.IsNullOrEmpty(authorization))
            return Authentication.None;
        if (authorization is not [{ } header] || KeyIn(header) is not { } key)
            return Authentication.Refused;

        var stored = await store.FindAsync(ApiKey.HashOf(key), cancellationToken);
        return stored is not null && IsValid(stored, time.GetUtcNow()) ? Authentication.Of(CallerOf(stored)) : Authentication.Refused;
    }

    private static string? KeyIn(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var key = header.AsSpan(Scheme.Length).Trim();
        return key.Length is > 0 and <= LongestKey ? key.ToString() : null;
    }

    private static bool IsValid(StoredApiKey key, DateTimeOffset now) =>
        key.RevokedAt is null && (key.ExpiresAt is null || key.ExpiresAt > now);

    private static ApiCaller CallerOf(StoredApiKey key) =>
        new(key.TenantId, key.Id, key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal));
}

/// <summary>What became of a caller's credentials.</summary>
public sealed class Authentication
{
    private Authentication(ApiCaller? caller, bool isRefused)
    {
        Caller = caller;
        IsRefused = isRefused;
    }

    /// <summary>No credentials were sent.</summary>
    public static Authentication None { get; } = new(null, isRefused: false);

    /// <summary>Credentials were sent and are not accepted: unknown, expired, revoked or of another kind.</summary>
    public static Authentication Refused { get; } = new(null, isRefused: true);

    /// <summary>The caller, when the credentials were accepted.</summary>
    public ApiCaller? Caller { get; }

    public bool IsRefused { get; }

    /// <summary>The credentials stand for this caller.</summary>
    public static Authentication Of(ApiCaller caller) => new(caller, isRefused: false);
}
