using Eci.Core;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Requests;

/// <inheritdoc cref="ISyncRequests"/>
internal sealed class SyncRequests(
    EciDbContext database, RequestWriter writer, IServiceProvider services, TimeProvider time) : ISyncRequests
{
    public async Task RequestAsync(string appId, string entity, SyncDirection direction, string key, CancellationToken cancellationToken)
    {
        var app = await database.Set<App>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == appId, cancellationToken)
            ?? throw new ArgumentException($"There is no app {appId}.", nameof(appId));
        await writer.AskAsync(app, writer.RequirePart(app, entity, direction), [key], Urgency.Event, cancellationToken);
    }

    public async Task PushToAllAsync(Type appType, string entity, string internalId, CancellationToken cancellationToken)
    {
        var active = database.Set<IntegrationApp>().Active(time.GetUtcNow());
        var apps = await database.Set<App>().AsNoTracking()
            .Where(a => a.Enabled && active.Any(link => link.AppId == a.Id))
            .ToListAsync(cancellationToken);
        foreach (var app in apps.Where(appType.IsInstanceOfType))
        {
            var part = writer.RequirePart(app, entity, SyncDirection.Push);
            if (((ISyncPart)services.GetRequiredService(part.Implementation)).IsOn(app))
                await writer.AskAsync(app, part, [internalId], Urgency.Event, cancellationToken);
        }
    }
}
