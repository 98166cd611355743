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

    /// <summary>Makes a key.</summary>
    /// <param name="wanted">What it shall be.</param>
    /// <param name="mayGrant">Whether the caller has a scope: nobody gives more than they have.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RefusedException"><c>INVALID_ARGUMENT</c>, <c>UNKNOWN_SCOPE</c> or <c>FORBIDDEN</c>.</exception>
    public async Task<MadeApiKey> CreateAsync(NewApiKey wanted, Func<string, bool> mayGrant, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        KeyRules.CheckName(wanted.Name);
        KeyRules.CheckScopes(wanted.Scopes, mayGrant);
        KeyRules.CheckExpiry(wanted.ExpiresAt, now);
        var tenantId = tenant.TenantId ?? throw new InvalidOperationException("Keys belong to a tenant.");
        var (stored, key) = KeyMaker.Make(tenantId, wanted.Name.Trim(), wanted.Scopes.Order(StringComparer.Ordinal), wanted.ExpiresAt, now);
        database.Add(stored);
        await database.SaveChangesAsync(cancellationToken);
        return new MadeApiKey(stored, key);
    }

    /// <summary>Refuses the key from now on. A key that was revoked before stays as it is.</summary>
    /// <exception cref="RefusedException"><c>API_KEY_NOT_FOUND</c>.</exception>
    public async Task<ApiKey> RevokeAsync(string id, CancellationToken cancellationToken)
    {
        var key = await FindAsync(id, cancellationToken);
        key.RevokedAt ??= time.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        return key;
    }

    /// <summary>Changes the name, the expiry or both.</summary>
    /// <param name="id">Of the key.</param>
    /// <param name="change">What shall be different.</param>
    /// <param name="mayGrant">Whether the caller has a scope.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RefusedException">
    /// <c>INVALID_ARGUMENT</c>, <c>API_KEY_NOT_FOUND</c>, <c>API_KEY_REVOKED</c>, or <c>FORBIDDEN</c> when the key may do more than the caller.
    /// </exception>
    public async Task<ApiKey> ChangeAsync(string id, KeyChange change, Func<string, bool> mayGrant, CancellationToken cancellationToken)
    {
        if (change.Name is not null)
            KeyRules.CheckName(change.Name);
        KeyRules.CheckExpiry(change.ExpiresAt, time.GetUtcNow());
        var key = await FindAsync(id, cancellationToken);
        if (key.RevokedAt is not null)
            throw new RefusedException("API_KEY_REVOKED", "The key was revoked and stays so.");
        if (KeyRules.Lacking(key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), mayGrant) is { } lacking)
            throw new RefusedException(GraphQLErrorCodes.Forbidden, $"The key has the scope '{lacking}', which the caller lacks.");
        key.Name = change.Name?.Trim() ?? key.Name;
        if (change.SetsExpiry)
            key.ExpiresAt = change.ExpiresAt;
        await database.SaveChangesAsync(cancellationToken);
        return key;
    }

    private async Task<ApiKey> FindAsync(string id, CancellationToken cancellationToken) =>
        await database.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == id, cancellationToken)
        ?? throw new RefusedException("API_KEY_NOT_FOUND", "There is no such API key.");
}

/// <summary>What shall be different about a key.</summary>
/// <param name="Name">Null: the same name.</param>
/// <param name="SetsExpiry">False: the same expiry.</param>
/// <param name="ExpiresAt">The new expiry; null: never.</param>
public sealed record KeyChange(string? Name, bool SetsExpiry, DateTimeOffset? ExpiresAt);
