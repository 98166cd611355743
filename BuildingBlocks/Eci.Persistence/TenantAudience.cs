using System.Collections.Concurrent;
using Eci.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Persistence;

/// <summary>
/// An audience that the database knows. Answers are kept for a second: what begins to matter to a tenant in another process is noticed that
/// much later, in this process at once.
/// </summary>
public abstract class TenantAudience(IServiceScopeFactory scopes, TimeProvider time) : ITenantAudience
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    public async ValueTask<bool> IncludesAsync(string tenantId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_answers.TryGetValue(tenantId, out var known) && known.Until > now)
            return known.Includes;
        await using var scope = scopes.CreateScopeOf(tenantId);
        var includes = await AskAsync(scope.ServiceProvider.GetRequiredService<EciDbContext>(), cancellationToken);
        _answers[tenantId] = new Answer(includes, now + Kept);
        return includes;
    }

    /// <summary>What was known of the tenant does not hold any more.</summary>
    public void Forget(string tenantId) => _answers.TryRemove(tenantId, out _);

    /// <summary>Asks with one statement; sees the tenant only.</summary>
    protected abstract Task<bool> AskAsync(EciDbContext database, CancellationToken cancellationToken);

    private readonly record struct Answer(bool Includes, DateTimeOffset Until);
}

/// <summary>The tenants that have an app of a kind switched on.</summary>
public sealed class TenantsWithApp<TApp>(IServiceScopeFactory scopes, TimeProvider time) : TenantAudience(scopes, time)
    where TApp : App
{
    protected override Task<bool> AskAsync(EciDbContext database, CancellationToken cancellationToken) =>
        database.Set<TApp>().AnyAsync(a => a.Enabled, cancellationToken);
}
