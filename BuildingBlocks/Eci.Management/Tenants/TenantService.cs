using Eci.Core;
using Eci.Management.Keys;
using Eci.Persistence;
using Eci.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management.Tenants;

/// <summary>What a new tenant is made of.</summary>
/// <param name="Name">Unique.</param>
/// <param name="PaidUntil">End of what its first subscription pays; null: nothing is paid yet.</param>
/// <param name="KeyName">Name of its first API key.</param>
/// <param name="KeyScopes">What that key may do; null: everything a tenant's key may.</param>
public sealed record NewTenant(string? Name, DateTimeOffset? PaidUntil, string? KeyName, IReadOnlyList<string>? KeyScopes);

/// <summary>A tenant that was made.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Subscription">Its first subscription.</param>
/// <param name="Key">Its first API key, as it is stored.</param>
/// <param name="Secret">The key itself: only its hash is kept.</param>
public sealed record CreatedTenant(Tenant Tenant, Subscription Subscription, ApiKey Key, string Secret);

/// <summary>Creates and changes tenants, for operators. Works in scopes of its own: the caller's belongs to at most one tenant.</summary>
public sealed class TenantService(IServiceScopeFactory scopes, TenantScope caller, TimeProvider time)
{
    private const string UsualKeyName = "First key";

    /// <exception cref="RefusedException">Something given is not valid, or the name is taken.</exception>
    public async Task<CreatedTenant> CreateAsync(NewTenant given, CancellationToken cancellationToken)
    {
        var keyName = string.IsNullOrWhiteSpace(given.KeyName) ? UsualKeyName : given.KeyName.Trim();
        RefusedException.ThrowIfAny([
            .. Names.Problems(given.Name),
            .. Names.Problems(keyName).Select(_ => new InputProblem("keyName", "keyName must have 1 to 100 characters, none of them control characters.")),
            .. ScopeProblems(given.KeyScopes)]);
        var tenant = new Tenant { Id = Ids.New(IdPrefix.PublicKey), Name = given.Name!.Trim() };
        var subscription = new Subscription { Id = Ids.New(IdPrefix.Subscription), TenantId = tenant.Id, PaidUntil = given.PaidUntil?.ToUniversalTime() };
        var (key, secret) = KeyMaker.Make(tenant.Id, keyName, given.KeyScopes ?? Scopes.All, expiresAt: null, time.GetUtcNow());
        await using var scope = ScopeOf(tenant.Id);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        await RequireFreeNameAsync(database, tenant, cancellationToken);
        database.AddRange(tenant, subscription, key);
        await SaveAsync(database, tenant, cancellationToken);
        return new CreatedTenant(tenant, subscription, key, secret);
    }

    /// <exception cref="RefusedException">There is no such tenant, or the name is not valid or taken.</exception>
    public async Task<Tenant> RenameAsync(string id, string? name, CancellationToken cancellationToken)
    {
        RefusedException.ThrowIfAny([.. Names.Problems(name)]);
        await using var scope = ScopeOf(id);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        var tenant = await database.Set<Tenant>().SingleOrDefaultAsync(t => t.Id == id, cancellationToken) ?? throw Unknown();
        tenant.Name = name!.Trim();
        await RequireFreeNameAsync(database, tenant, cancellationToken);
        await SaveAsync(database, tenant, cancellationToken);
        return tenant;
    }

    internal static RefusedException Unknown() => new("TENANT_NOT_FOUND", "There is no such tenant.");

    private static IEnumerable<InputProblem> ScopeProblems(IReadOnlyList<string>? scopes)
    {
        if (scopes is { Count: 0 })
            yield return new InputProblem("keyScopes", "keyScopes must name at least one scope, or be left out for all.");
        foreach (var unknown in (scopes ?? []).Where(scope => !Scopes.All.Contains(scope)).Take(1))
            yield return new InputProblem("keyScopes", $"keyScopes must be of {string.Join(", ", Scopes.All)}.");
    }

    private static RefusedException NameTaken(string name) => new("NAME_TAKEN", $"There is a tenant called '{name}' already.");

    private static async Task RequireFreeNameAsync(EciDbContext database, Tenant tenant, CancellationToken cancellationToken)
    {
        // An id and a name must not be mistaken for each other: commands take both.
        if (await database.Set<Tenant>().AnyAsync(t => t.Id != tenant.Id && (t.Name == tenant.Name || t.Id == tenant.Name), cancellationToken))
            throw NameTaken(tenant.Name);
    }

    /// <summary>The index on names decides when two are faster than the question before.</summary>
    private static async Task SaveAsync(EciDbContext database, Tenant tenant, CancellationToken cancellationToken)
    {
        try
        {
            await database.SaveOrRefuseAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (!EciDatabase.IsUnavailable(exception))
        {
            database.ChangeTracker.Clear();
            await RequireFreeNameAsync(database, tenant, cancellationToken);
            throw;
        }
    }

    private AsyncServiceScope ScopeOf(string tenantId)
    {
        var scope = scopes.CreateScopeOf(tenantId);
        if (caller.Actor is { } actor)
            scope.ServiceProvider.GetRequiredService<TenantScope>().ActAs(actor);
        return scope;
    }
}
