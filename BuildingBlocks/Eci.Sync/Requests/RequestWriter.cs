using Eci.Core;
using Eci.Persistence;
using Eci.Sync.Engine;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Eci.Sync.Requests;

/// <summary>How urgent it is to bring a record up to date.</summary>
internal enum Urgency
{
    /// <summary>Something happened: at once, whatever became of earlier attempts.</summary>
    Event,

    /// <summary>The safety net: records that wait for their next attempt keep waiting.</summary>
    Net,

    /// <summary>Somebody insists: also when nothing seems to have changed.</summary>
    Force,
}

/// <summary>Marks records as asked for and publishes the requests, in the unit of work of its scope.</summary>
internal sealed class RequestWriter(
    EciDbContext database, IPublishEndpoint publish, SyncCatalog catalog, RecordRows rows, TimeProvider time, IOptions<SyncOptions> options)
{
    /// <summary>Most records that one stored record wakes; others come by themselves.</summary>
    private const int MostWoken = 1000;

    /// <summary>Asks for records of one part. One read, however many keys.</summary>
    /// <returns>How many requests were published: none for records that are asked for already.</returns>
    public async Task<int> AskAsync(App app, SyncPartInfo part, IReadOnlyCollection<string> keys, Urgency urgency, CancellationToken cancellationToken)
    {
        var published = 0;
        foreach (var record in await TakeAsync(app, part, keys, cancellationToken))
        {
            if (!Mark(record, urgency))
                continue;
            await PublishAsync(app, part.Entity, part.Direction, record.Key, cancellationToken);
            published++;
        }

        return published;
    }

    /// <summary>Asks for records of one part because somebody insists. One read, however many keys.</summary>
    /// <returns>The records.</returns>
    public async Task<List<SyncRecord>> InsistAsync(App app, SyncPartInfo part, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var records = await TakeAsync(app, part, keys, cancellationToken);
        foreach (var record in records.Where(record => Mark(record, Urgency.Force)))
            await PublishAsync(app, part.Entity, part.Direction, record.Key, cancellationToken);
        return records;
    }

    /// <summary>Asks for what a piece of work wishes; wishes for what the system does not exchange are a defect of the part.</summary>
    public async Task AskAsync(App app, IReadOnlyCollection<SyncWish> wishes, CancellationToken cancellationToken)
    {
        foreach (var group in wishes.Distinct().GroupBy(wish => (wish.Entity, wish.Direction)))
        {
            var part = RequirePart(app, group.Key.Entity, group.Key.Direction);
            await AskAsync(app, part, [.. group.Select(wish => wish.Key)], Urgency.Net, cancellationToken);
        }
    }

    /// <summary>Asks again for the records of the tenant, of whatever app, that waited for these.</summary>
    public async Task WakeAsync(IReadOnlyCollection<SyncDependency> stored, CancellationToken cancellationToken)
    {
        if (stored.Count == 0)
            return;
        var names = stored.Select(RecordStates.NameOf).Distinct(StringComparer.Ordinal).ToList();
        var atHand = database.Set<SyncRecord>().Local.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var waiting = await database.Set<SyncRecord>().AsNoTracking()
            .Where(r => r.BlockedBy != null && names.Contains(r.BlockedBy))
            .OrderBy(r => r.Id)
            .Take(MostWoken)
            .Join(database.Set<App>(), r => r.AppId, a => a.Id, (r, a) => new { Record = r, App = a })
            .ToListAsync(cancellationToken);
        foreach (var row in waiting.Where(row => !atHand.Contains(row.Record.Id)))
            await PublishAsync(row.App, row.Record.Entity, row.Record.Direction, row.Record.Key, cancellationToken);
    }

    /// <summary>Publishes a request as it is.</summary>
    public Task PublishAsync(App app, string entity, SyncDirection direction, string key, CancellationToken cancellationToken)
    {
        var system = catalog.SystemOf(app) ?? throw new ArgumentException($"Apps like {app.Id} exchange no records.", nameof(app));
        var request = system.NewRequest(app.TenantId, app.Id, entity, direction, key);
        return publish.Publish(request, request.GetType(), cancellationToken);
    }

    /// <exception cref="ArgumentException">The app's system has no such records.</exception>
    public SyncPartInfo RequirePart(App app, string entity, SyncDirection direction) =>
        catalog.PartOf(app, entity, direction)
        ?? throw new ArgumentException($"The system of {app.Id} has no {WireName.Of(direction)} of '{entity}'.", nameof(entity));

    private async Task<List<SyncRecord>> TakeAsync(App app, SyncPartInfo part, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var known = await rows.FindAsync(app, part, keys, cancellationToken);
        return [.. keys.Select(key => known.GetValueOrDefault(key) ?? rows.Add(app, part, key))];
    }

    /// <summary>
    /// False when a request is under way already. Then the row is written all the same, unless only the safety net asks: its version
    /// makes this unit of work fail if somebody claims the record in between, and perhaps reads it without what is about to commit.
    /// </summary>
    private bool Mark(SyncRecord record, Urgency urgency)
    {
        var now = time.GetUtcNow();
        if (record.HeldUntil > now)
            return urgency is not Urgency.Net;
        if (urgency is Urgency.Force)
            (record.Hash, record.ExternalUpdatedAt) = (null, null);
        var waits = record.NextAttemptAt > now;
        if (urgency is Urgency.Net && waits && record.Status is not SyncStatus.Blocked)
            return false;
        if (urgency is Urgency.Event && waits && record.Status is SyncStatus.Pending)
        {
            var entry = database.Entry(record);
            if (entry.State is EntityState.Unchanged)
                entry.Property(r => r.NextAttemptAt).IsModified = true;
            return false;
        }

        record.Ask(now, now + options.Value.LostAfter);
        return true;
    }
}
