using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Engine;

/// <summary>An app and whether it may be used.</summary>
internal sealed record AppStanding(App App, bool MayWork);

/// <summary>Finds apps, and lets records wait whose app may not be used.</summary>
internal sealed class SyncApps(IServiceScopeFactory scopes, TimeProvider time)
{
    private const string Reason = "The app is switched off, or no integration of it is switched on and paid.";

    /// <summary>Null when there is no such app.</summary>
    public async Task<AppStanding?> FindAsync(string tenantId, string appId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOf(tenantId);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        var active = database.Set<IntegrationApp>().Active(time.GetUtcNow());
        return await database.Set<App>().AsNoTracking()
            .Where(a => a.Id == appId)
            .Select(a => new AppStanding(a, a.Enabled && active.Any(link => link.AppId == a.Id)))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The record is due from now on, and is asked for once its app may be used.</summary>
    public async Task ParkAsync(App app, SyncPartInfo part, string key, CancellationToken cancellationToken)
    {
        await using var unit = SyncUnit.Open(scopes, app);
        var record = await unit.Records.TakeAsync(app, part, key, cancellationToken);
        if (record.HeldUntil > time.GetUtcNow())
            return;
        record.Postpone(Reason, time.GetUtcNow(), time.GetUtcNow());
        await unit.SaveAsync([record], cancellationToken);
    }
}
