using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.Persistence;
using Eci.Sync;
using Eci.Sync.Operations;
using Eci.Sync.Storage;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.IntegrationTests.Saleor.Support;

/// <summary>The whole hub works: messages, engine, parts, the life of orders. What the shop's events would ask for, tests ask for.</summary>
internal abstract class WorkingOrdersFixture(DatabaseKind kind) : OrdersFixture(kind)
{
    protected static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Settings.Remove("Eci:Roles");
    }

    /// <summary>Asks for a record by the way that webhooks and messages do.</summary>
    protected Task RequestAsync(string entity, SyncDirection direction, string key) => Host.InScopeAsync(
        async services =>
        {
            await services.GetRequiredService<ISyncRequests>().RequestAsync(DemoTenant.SaleorAppId, entity, direction, key, CancellationToken.None);
            return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
        },
        DemoTenant.Id);

    /// <summary>Asks for a record as somebody does who wants it done again.</summary>
    protected Task InsistAsync(string entity, SyncDirection direction, string key) => Host.InScopeAsync(
        services => services.GetRequiredService<SyncDesk>().RequestAsync(DemoTenant.SaleorAppId, entity, direction, key, CancellationToken.None), DemoTenant.Id);

    /// <summary>Has the hub read an order as it is now, and waits until it did.</summary>
    protected async Task<Order> ReadAgainAsync(JsonElement placed)
    {
        var before = (await RecordAsync(SyncEntities.Orders, SyncDirection.Pull, Id(placed)))?.SyncedAt;
        await RequestAsync(SyncEntities.Orders, SyncDirection.Pull, Id(placed));
        await Eventually.Async(
            async () => await RecordAsync(SyncEntities.Orders, SyncDirection.Pull, Id(placed)) is { Status: SyncStatus.Done } record
                && (before is null || record.SyncedAt > before),
            Deadline,
            "that the order was read");
        return await OrderAsync(placed);
    }

    protected Task<SyncRecord?> RecordAsync(string entity, SyncDirection direction, string key) => Host.QueryAsync(db => db.Set<SyncRecord>().AsNoTracking()
        .SingleOrDefaultAsync(r => r.AppId == DemoTenant.SaleorAppId && r.Entity == entity && r.Direction == direction && r.Key == key));

    /// <summary>Waits until a push stands so.</summary>
    protected async Task<SyncRecord> PushStandsAsync(string entity, string key, SyncStatus status)
    {
        await Eventually.Async(
            async () => (await RecordAsync(entity, SyncDirection.Push, key))?.Status == status, Deadline, $"that the push of {entity} is {status}");
        return (await RecordAsync(entity, SyncDirection.Push, key))!;
    }

    /// <summary>Waits until a step of an order stands so.</summary>
    protected Task StepStandsAsync(Order order, string step, string key, string state) => Eventually.Async(
        async () => (await Host.QueryAsync(db => db.Database.SqlQuery<string>(
            $"SELECT state AS \"Value\" FROM orders_step WHERE order_id = {order.Id} AND name = {step} AND key = {key}").ToListAsync())).SingleOrDefault() == state,
        Deadline,
        $"that the step {step} is {state}");

    /// <summary>A package that the hub is told of.</summary>
    protected async Task<Package> RegisterPackageAsync(Order order, params (string Sku, int Quantity)[] lines)
    {
        var package = await AddPackageAsync(order, null, lines);
        await Host.InScopeAsync(
            async services =>
            {
                await services.GetRequiredService<IPackageAnnouncement>().AnnounceAsync(package, CancellationToken.None);
                return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
            },
            DemoTenant.Id);
        return package;
    }

    /// <summary>The fulfilments of an order that stand.</summary>
    protected async Task<List<JsonElement>> FulfilmentsAsync(JsonElement placed) =>
        [.. (await InShopAsync(placed)).GetProperty("fulfillments").EnumerateArray().Where(f => f.GetProperty("status").GetString() is "FULFILLED")];

    /// <summary>An order of two pieces, one in each warehouse.</summary>
    protected async Task<JsonElement> PlaceFromTwoWarehousesAsync()
    {
        var sku = await AddProductAsync(quantity: 1);
        await Shop.PostAsync("stock", new { sku, quantity = 1, warehouse = "leipzig" });
        return await Shop.PlaceOrderAsync(new { lines = new[] { new { sku, quantity = 2 } } });
    }
}
