using Eci.Core;
using Eci.Persistence;
using Eci.Web.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace Eci.Management.Keys;

/// <summary>Makes, lists, changes and revokes API keys of the tenant of the scope it is resolved from.</summary>
public sealed class ApiKeyService(EciDbContext database, TenantScope tenant, TimeProvider time)
{
    /// <summary>The keys, unsorted.</summary>
    public IQueryable<ApiKey> Rows => database.Set<ApiKey>().AsNoTracking();

    /// <summary>Makes a key. Refused with <c>INVALID_ARGUMENT</c>, <c>UNKNOWN_SCOPE</c> or <c>FORBIDDEN</c>.</summary>
    /// <param name="wanted">What it shall be.</param>
    /// <param name="mayGrant">Whether the caller has a scope: nobody gives more than they have.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<KeyAnswer> CreateAsync(NewApiKey wanted, Func<string, bool> mayGrant, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if ((KeyRules.Name(wanted.Name) ?? KeyRules.Grants(wanted.Scopes, mayGrant) ?? KeyRules.Expiry(wanted.ExpiresAt, now)) is { } refusal)
            return new KeyAnswer(ApiKey: null, Key: null, refusal);
        var tenantId = tenant.TenantId ?? throw new InvalidOperationException("Keys belong to a tenant.");
        var (stored, key) = KeyMaker.Make(tenantId, wanted.Name.Trim(), wanted.Scopes.Order(StringComparer.Ordinal), wanted.ExpiresAt, now);
        database.Add(stored);
        await database.SaveChangesAsync(cancellationToken);
        return KeyAnswer.Of(stored, key);
    }

    /// <summary>Refuses the key from now on. A key that was revoked before stays as it is. Refused with <c>API_KEY_NOT_FOUND</c>.</summary>
    public async Task<KeyAnswer> RevokeAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } key)
            return NotFound();
        key.RevokedAt ??= time.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        return KeyAnswer.Of(key);
    }

    /// <summary>
    /// Changes the name, the expiry or both. Refused with <c>INVALID_ARGUMENT</c>, <c>API_KEY_NOT_FOUND</c>, <c>API_KEY_REVOKED</c>, or
    /// with <c>FORBIDDEN</c> when the key may do more than the caller.
    /// </summary>
    /// <param name="id">Of the key.</param>
    /// <param name="change">What shall be different.</param>
    /// <param name="mayGrant">Whether the caller has a scope.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<KeyAnswer> ChangeAsync(string id, KeyChange change, Func<string, bool> mayGrant, CancellationToken cancellationToken)
    {
        var invalid = (change.Name is null ? null : KeyRules.Name(change.Name)) ?? KeyRules.Expiry(change.ExpiresAt, time.GetUtcNow());
        if (invalid is not null)
            return new KeyAnswer(ApiKey: null, Key: null, invalid);
        if (await FindAsync(id, cancellationToken) is not { } key)
            return NotFound();
        if (key.RevokedAt is not null)
            return KeyAnswer.Refused("API_KEY_REVOKED", "The key was revoked and stays so.");
        if (KeyRules.Lacking(key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), mayGrant) is { } lacking)
            return KeyAnswer.Refused(GraphQLErrorCodes.Forbidden, $"The key has the scope '{lacking}', which the caller lacks.");
        key.Name = change.Name?.Trim() ?? key.Name;
        if (change.SetsExpiry)
            key.ExpiresAt = change.ExpiresAt;
        await database.SaveChangesAsync(cancellationToken);
        return KeyAnswer.Of(key);
    }

    private static KeyAnswer NotFound() => KeyAnswer.Refused("API_KEY_NOT_FOUND", "There is no such API key.");

    private Task<ApiKey?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == id, cancellationToken);
}

/// <summary>What shall be different about a key.</summary>
/// <param name="Name">Null: the same name.</param>
/// <param name="SetsExpiry">False: the same expiry.</param>
/// <param name="ExpiresAt">The new expiry; null: never.</param>
public sealed record KeyChange(string? Name, bool SetsExpiry, DateTimeOffset? ExpiresAt);
