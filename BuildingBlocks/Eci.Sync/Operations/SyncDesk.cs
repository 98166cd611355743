using Eci.Commerce;
using Eci.Core;
using Eci.Management;
using Eci.Persistence;
using Eci.Sync.Engine;
using Eci.Sync.Requests;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Operations;

/// <summary>What people ask of the engine. Belongs to the unit of work of one tenant, and saves.</summary>
public sealed class SyncDesk
{
    /// <summary>Code of the refusal when there is no such app, or it exchanges no records.</summary>
    public const string AppNotFound = "APP_NOT_FOUND";

    /// <summary>Code of the refusal when an app's system has no such records.</summary>
    public const string EntityUnknown = "SYNC_ENTITY_UNKNOWN";

    private const string Subject = nameof(SyncRecord);

    private readonly EciDbContext _database;
    private readonly SyncCatalog _catalog;
    private readonly RequestWriter _requests;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;

    internal SyncDesk(EciDbContext database, SyncCatalog catalog, RequestWriter requests, IServiceProvider services, TimeProvider time)
    {
        _database = database;
        _catalog = catalog;
        _requests = requests;
        _services = services;
        _time = time;
    }

    /// <summary>Brings a record up to date as soon as possible, also when nothing seems to have changed.</summary>
    /// <exception cref="RefusedException">There is no such app or kind of record.</exception>
    public async Task<SyncRecord> RequestAsync(string appId, string entity, SyncDirection direction, string key, CancellationToken cancellationToken)
    {
        var app = await RequireAppAsync(appId, cancellationToken);
        var part = RequirePart(app, entity, direction);
        var records = await AskAsync(app, part, [key], cancellationToken);
        await SaveAsync(cancellationToken);
        return records[0];
    }

    /// <summary>Brings everything that systems know of an order up to date: what is linked to it and its packages, payments and contact.</summary>
    /// <exception cref="RefusedException">There is no such order.</exception>
    public async Task<IReadOnlyList<SyncRecord>> RequestOrderAsync(string orderNumber, CancellationToken cancellationToken)
    {
        var order = await _database.Set<Order>().AsNoTracking().SingleOrDefaultAsync(o => o.OrderNumber == orderNumber, cancellationToken)
            ?? throw new RefusedException("ORDER_NOT_FOUND", "There is no such order.");
        var ids = await IdsOfAsync(order, cancellationToken);
        var links = await _database.Set<SyncLink>().AsNoTracking().Where(l => ids.Contains(l.InternalId)).ToListAsync(cancellationToken);
        var pushes = await _database.Set<SyncRecord>().AsNoTracking()
            .Where(r => r.Direction == SyncDirection.Push && ids.Contains(r.Key))
            .Select(r => new { r.AppId, r.Entity, r.Key })
            .ToListAsync(cancellationToken);
        var wanted = links.Select(l => (l.AppId, l.Entity, Direction: SyncDirection.Pull, Key: l.ExternalId))
            .Concat(pushes.Select(p => (p.AppId, p.Entity, Direction: SyncDirection.Push, p.Key)))
            .Distinct()
            .ToLookup(w => w.AppId, StringComparer.Ordinal);
        var apps = await _database.Set<App>().AsNoTracking().Where(a => wanted.Select(w => w.Key).Contains(a.Id)).ToListAsync(cancellationToken);
        var records = new List<SyncRecord>();
        foreach (var app in apps)
        {
            foreach (var group in wanted[app.Id].GroupBy(w => (w.Entity, w.Direction)))
            {
                if (_catalog.PartOf(app, group.Key.Entity, group.Key.Direction) is { } part)
                    records.AddRange(await AskAsync(app, part, [.. group.Select(w => w.Key)], cancellationToken));
            }
        }

        await SaveAsync(cancellationToken);
        return records;
    }

    /// <summary>Reads or pushes everything that changed since a moment once more. Replaces a back-fill that is under way.</summary>
    /// <param name="appId">The app.</param>
    /// <param name="entity">Kind of record; pulled or pushed, as the app's settings want it, pulled if both.</param>
    /// <param name="from">UTC; null: everything.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="RefusedException">There is no such app or kind of record.</exception>
    public async Task<SyncCursor> StartBackfillAsync(string appId, string entity, DateTimeOffset? from, CancellationToken cancellationToken)
    {
        var app = await RequireAppAsync(appId, cancellationToken);
        var part = PartToFill(app, entity);
        var cursor = await _database.Set<SyncCursor>().SingleOrDefaultAsync(
            c => c.AppId == appId && c.Entity == entity && c.Direction == part.Direction, cancellationToken);
        if (cursor is null)
        {
            cursor = new SyncCursor { TenantId = app.TenantId, AppId = appId, Entity = entity, Direction = part.Direction };
            _database.Add(cursor);
        }

        cursor.StartBackfill(from, _time.GetUtcNow());
        _database.Audit("started back-fill", nameof(SyncCursor), $"{appId}/{entity}/{WireName.Of(part.Direction)}");
        await SaveAsync(cancellationToken);
        return cursor;
    }

    /// <summary>Ends an app's rest, and lets everything that failed or waits be tried at once.</summary>
    /// <exception cref="RefusedException">There is no such app, or it exchanges no records.</exception>
    public async Task WakeAsync(string appId, CancellationToken cancellationToken)
    {
        var app = await RequireAppAsync(appId, cancellationToken);
        _database.Audit("woke", nameof(App), app.Id);
        await SaveAsync(cancellationToken);
        await _services.GetRequiredService<ISyncWake>().WakeAsync(app.TenantId, app.Id, cancellationToken);
    }

    /// <exception cref="RefusedException">There is no such app, or it exchanges no records.</exception>
    internal async Task<App> RequireAppAsync(string appId, CancellationToken cancellationToken)
    {
        var app = await _database.Set<App>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == appId, cancellationToken);
        return app is not null && _catalog.SystemOf(app) is not null
            ? app
            : throw new RefusedException(AppNotFound, "There is no such app, or it exchanges no records.");
    }

    /// <exception cref="RefusedException">The app's system has no such records.</exception>
    internal SyncPartInfo RequirePart(App app, string entity, SyncDirection direction) =>
        _catalog.PartOf(app, entity, direction)
        ?? throw new RefusedException(
            EntityUnknown,
            $"The app has no {WireName.Of(direction)} of such records; it has " +
            $"{string.Join(", ", _catalog.PartsOf(app).Where(p => p.Direction == direction).Select(p => p.Entity))}.");

    private async Task<List<string>> IdsOfAsync(Order order, CancellationToken cancellationToken)
    {
        List<string> ids = [order.Id];
        if (order.MainContactId is { } contact)
            ids.Add(contact);
        ids.AddRange(await _database.Set<Package>().Where(p => p.OrderId == order.Id).Select(p => p.Id).ToListAsync(cancellationToken));
        ids.AddRange(await _database.Set<Payment>().Where(p => p.OrderId == order.Id).Select(p => p.Id).ToListAsync(cancellationToken));
        return ids;
    }

    private SyncPartInfo PartToFill(App app, string entity)
    {
        var parts = _catalog.PartsOf(app).Where(part => string.Equals(part.Entity, entity, StringComparison.Ordinal)).ToList();
        return parts.Find(part => ((ISyncPart)_services.GetRequiredService(part.Implementation)).IsOn(app))
            ?? (parts.Count > 0 ? parts[0] : RequirePart(app, entity, SyncDirection.Pull));
    }

    private async Task<List<SyncRecord>> AskAsync(App app, SyncPartInfo part, string[] keys, CancellationToken cancellationToken)
    {
        var records = await _requests.InsistAsync(app, part, keys, cancellationToken);
        foreach (var record in records)
            _database.Audit("requested", Subject, record.Id);
        return records;
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (!EciDatabase.IsUnavailable(exception))
        {
            throw new RefusedException("CONFLICT", "It was changed at the same time; try again.");
        }
    }
}
