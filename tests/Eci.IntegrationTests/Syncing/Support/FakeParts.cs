using Eci.Core;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.IntegrationTests.Syncing.Support;

/// <summary>Reads things of the shop; orders wait for the product they need.</summary>
internal abstract class ThingPull(FakeShop shop) : IPullSync
{
    public abstract string Entity { get; }

    public Type AppType => typeof(FakeShopApp);

    public abstract int Turn { get; }

    public bool IsOn(App app) => app.Name != "disconnected";

    public Task<PulledPage> ReadPageAsync(SyncContext context, PullWindow window, string? cursor, CancellationToken cancellationToken) =>
        shop.PageAsync(context.App, Entity, window.ChangedSince, cursor);

    public Task<IReadOnlyList<PulledRecord>> ReadAsync(SyncContext context, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken) =>
        shop.ReadAsync(context.App, Entity, externalIds);

    public async Task ApplyAsync(SyncContext context, IReadOnlyList<PulledRecord> records, CancellationToken cancellationToken)
    {
        var links = await context.Links.InternalIdsAsync(Entity, [.. records.Select(r => r.ExternalId)], cancellationToken);
        var ids = links.Values.ToList();
        var known = await context.Database.Set<Thing>().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellationToken);
        var needed = records.Select(r => ((Item)r.Content).Needs).OfType<string>().Distinct().ToList();
        var there = needed.Count == 0
            ? []
            : await context.Database.Set<Thing>().Where(t => t.Entity == SyncEntities.Products && needed.Contains(t.Name)).Select(t => t.Name).ToListAsync(cancellationToken);
        foreach (var record in records)
        {
            var item = (Item)record.Content;
            if (item.Name == shop.Poison)
                throw new FormatException("Nobody can store this.");
            if (item.Name.StartsWith("unwanted", StringComparison.Ordinal))
                record.Ignore("Not wanted.");
            else if (item.Needs is { } product && !there.Contains(product))
                record.Block(new SyncDependency(SyncEntities.Products, product));
            else
                record.Done(Store(context, item, links.GetValueOrDefault(record.ExternalId) is { } id ? known.GetValueOrDefault(id) : null));
        }
    }

    public async Task GoneAsync(SyncContext context, IReadOnlyList<string> externalIds, CancellationToken cancellationToken) =>
        await context.Links.ForgetAsync(Entity, externalIds, cancellationToken);

    private string Store(SyncContext context, Item item, Thing? known)
    {
        if (known is null)
        {
            known = new Thing { Id = Ids.New("thing"), TenantId = context.App.TenantId, Entity = Entity, Name = item.Name };
            context.Database.Add(known);
        }

        known.Name = item.Name;
        context.Store(new SyncDependency(Entity, item.Name));
        return known.Id;
    }
}

internal sealed class ProductPull(FakeShop shop) : ThingPull(shop)
{
    public override string Entity => SyncEntities.Products;

    public override int Turn => 1;
}

internal sealed class OrderPull(FakeShop shop) : ThingPull(shop)
{
    public override string Entity => SyncEntities.Orders;

    public override int Turn => 2;
}

/// <summary>Brings fulfilments into the shop: looks before it creates.</summary>
internal sealed class FulfilmentPush(FakeShop shop) : IPushSync
{
    public string Entity => SyncEntities.Fulfilments;

    public Type AppType => typeof(FakeShopApp);

    public int Turn => 1;

    public bool IsOn(App app) => true;

    public async Task<IReadOnlyList<string>> FindAsync(
        SyncContext context, DateTimeOffset? changedSince, string? after, int most, CancellationToken cancellationToken) =>
        await context.Database.Set<Thing>()
            .Where(t => t.Entity == Entity && (changedSince == null || t.UpdatedAt >= changedSince) && (after == null || t.Id.CompareTo(after) > 0))
            .OrderBy(t => t.Id).Take(most).Select(t => t.Id).ToListAsync(cancellationToken);

    public async Task<PushResult> PushAsync(SyncContext context, PushRecord record, CancellationToken cancellationToken)
    {
        var thing = await context.Database.Set<Thing>().SingleOrDefaultAsync(t => t.Id == record.InternalId, cancellationToken);
        if (thing is null)
            return new PushResult.NotWanted("It is gone.");
        var hash = PulledRecord.HashOf(thing.Name);
        if (record.SentHash == hash)
            return new PushResult.Unchanged();
        var externalId = record.ExternalId ?? (await shop.SearchAsync(context.App, Entity, record.InternalId))?.Id;
        if (context.IsDryRun)
            return new PushResult.Planned("A fulfilment would be sent.");
        if (externalId is null)
            return new PushResult.Done((await shop.CreateAsync(context.App, Entity, record.InternalId, thing.Name)).Id, hash);
        await shop.UpdateAsync(context.App, Entity, externalId, thing.Name);
        return new PushResult.Done(externalId, hash);
    }
}
