using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Modules.ProductFeed.Data;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Modules.ProductFeed.Building;

/// <summary>
/// Builds the feeds that are due: new ones, those whose products or settings changed, those that are too old, and those whose builder died.
/// Each is claimed first, so that two processes never build one at the same time.
/// </summary>
internal sealed class FeedBuilds(FeedBuilder builder, IWriteGate gate, IOptions<ProductFeedOptions> options, TimeProvider time) : IRecurringJob
{
    private const int Portion = 20;

    public string Name => "product-feeds";

    public TimeSpan Interval => TimeSpan.FromSeconds(10);

    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<TenantScope>().UseAllTenants();
        var database = services.GetRequiredService<EciDbContext>();
        foreach (var app in await DueAsync(database, cancellationToken))
            await builder.BuildAsync(app, cancellationToken);
        await DropOrphansAsync(database, cancellationToken);
    }

    /// <summary>What was built for apps that are deleted.</summary>
    private async Task DropOrphansAsync(EciDbContext database, CancellationToken cancellationToken)
    {
        var gone = await database.Set<ProductFeedState>()
            .Where(s => !database.Set<ProductFeedApp>().Any(a => a.Id == s.AppId)).OrderBy(s => s.AppId).Select(s => s.AppId).Take(Portion).ToListAsync(cancellationToken);
        if (gone.Count == 0)
            return;
        await gate.WriteAsync(token => database.Set<ProductFeedPart>().Where(p => gone.Contains(p.AppId)).ExecuteDeleteAsync(token), cancellationToken);
        await gate.WriteAsync(token => database.Set<ProductFeedFile>().Where(f => gone.Contains(f.AppId)).ExecuteDeleteAsync(token), cancellationToken);
        await gate.WriteAsync(token => database.Set<ProductFeedState>().Where(s => gone.Contains(s.AppId)).ExecuteDeleteAsync(token), cancellationToken);
    }

    private Task<List<ProductFeedApp>> DueAsync(EciDbContext database, CancellationToken cancellationToken)
    {
        var (now, limits) = (time.GetUtcNow(), options.Value);
        var (changedBefore, builtBefore, tooOld) = (now - limits.QuietTime, now - limits.MinInterval, now - limits.MaxAge);
        var active = database.Set<IntegrationApp>().Active(now);
        return database.Set<ProductFeedApp>().AsNoTracking()
            .Where(a => a.Enabled && active.Any(link => link.AppId == a.Id))
            .GroupJoin(database.Set<ProductFeedState>(), a => a.Id, s => s.AppId, (app, states) => new { app, states })
            .SelectMany(row => row.states.DefaultIfEmpty(), (row, state) => new { row.app, state })
            .Where(row => row.state == null || ((row.state.RetryAt == null || row.state.RetryAt <= now)
                && (row.state.BuildingUntil == null
                    ? row.state.BuiltAt == null || row.state.BuiltAt <= tooOld || row.state.AppVersion != row.app.Version
                        || (row.state.DirtySince <= changedBefore && row.state.BuiltAt <= builtBefore)
                    : row.state.BuildingUntil <= now)))
            .OrderBy(row => row.app.Id)
            .Select(row => row.app)
            .Take(Portion)
            .ToListAsync(cancellationToken);
    }
}
