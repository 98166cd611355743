using System.Text.Json;
using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

/// <summary>The shop makes one fulfilment of each warehouse; together they are the package.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Packages_from_several_warehouses(DatabaseKind kind) : WorkingOrdersFixture(kind)
{
    [Test]
    public async Task Are_several_fulfilments_that_all_say_how_the_package_stands()
    {
        var (placed, order, package) = await ShipAsync();
        var made = await FulfilmentsAsync(placed);
        Assert.That(made.Select(f => f.GetProperty("warehouse").GetString()), Is.EquivalentTo(["hamburg", "leipzig"]));
        Assert.That(await LinksAsync(package), Is.EquivalentTo(made.Select(f => f.GetProperty("id").GetString())));
        await Eventually.Async(async () => (await FulfilmentsAsync(placed)).TrueForAll(f => StateOf(f) is "INIT"), Deadline, "that each says how the package stands");

        await ReadAgainAsync(placed);
        Assert.That(await LinksAsync(package), Has.Count.EqualTo(2));
        Assert.That(
            await Host.QueryAsync(db => db.Database.SqlQuery<string>(
                $"SELECT body AS \"Value\" FROM messaging_message WHERE topic = 'commerce.order.step.reported'").Where(body => body.Contains(order.Id) && body.Contains("saleor-shop-fulfilment")).ToListAsync()),
            Is.Empty,
            "nobody made them but the hub");
        await ChangeAsync(async db => (await db.Set<Package>().SingleAsync(p => p.Id == package.Id)).State = PackageState.Delivered);
        await RequestAsync(SyncEntities.PackageStates, SyncDirection.Push, package.Id);
        await Eventually.Async(async () => (await FulfilmentsAsync(placed)).TrueForAll(f => StateOf(f) is "DELIVERED"), Deadline, "that each says so");
    }

    [Test]
    public async Task Get_a_corrected_number_on_each_fulfilment()
    {
        var (placed, _, package) = await ShipAsync();
        var corrected = NextNumber();
        await ChangeAsync(async db => db.Entry(await db.Set<Package>().SingleAsync(p => p.Id == package.Id)).Property(p => p.TrackingId).CurrentValue = corrected);
        await RequestAsync(SyncEntities.Fulfilments, SyncDirection.Push, package.Id);

        await Eventually.Async(
            async () => (await FulfilmentsAsync(placed)).TrueForAll(f => f.GetProperty("trackingNumber").GetString() == corrected), Deadline, "that each has the number");
    }

    [Test]
    public async Task That_did_not_leave_are_called_off_together_with_their_order()
    {
        var (placed, order, _) = await ShipAsync();
        await CancelAsync(order);

        Assert.That(await FulfilmentsAsync(placed), Is.Empty);
        Assert.That((await InShopAsync(placed)).GetProperty("status").GetString(), Is.EqualTo("CANCELED"));
        await ReadAgainAsync(placed);
        await PushStandsAsync(SyncEntities.Cancellations, order.Id, SyncStatus.Done);
    }

    [Test]
    public async Task That_left_keep_their_order_in_the_shop()
    {
        var (placed, order, package) = await ShipAsync();
        await ChangeAsync(async db => (await db.Set<Package>().SingleAsync(p => p.Id == package.Id)).State = PackageState.InTransit);
        await CancelAsync(order, SyncStatus.Failed);

        Assert.That(await FulfilmentsAsync(placed), Has.Count.EqualTo(2));
        Assert.That((await InShopAsync(placed)).GetProperty("status").GetString(), Is.EqualTo("FULFILLED"));
    }

    [Test]
    public async Task Of_which_staff_call_off_a_part_fail_until_that_part_is_made_again()
    {
        var (placed, order, package) = await ShipAsync();
        await Shop.PostAsync($"orders/{Number(placed)}/unfulfil", new { warehouse = "leipzig" });
        await ReadAgainAsync(placed);
        await PushStandsAsync(SyncEntities.Fulfilments, package.Id, SyncStatus.Failed);
        await StepStandsAsync(order, "saleor-fulfilment", package.Id, "FAILED");
        Assert.That(await FulfilmentsAsync(placed), Has.Count.EqualTo(1), "the hub does not work against the staff");

        await InsistAsync(SyncEntities.Fulfilments, SyncDirection.Push, package.Id);
        await PushStandsAsync(SyncEntities.Fulfilments, package.Id, SyncStatus.Done);
        var made = await FulfilmentsAsync(placed);
        Assert.That(made.Sum(f => f.GetProperty("lines").EnumerateObject().Sum(l => l.Value.GetInt32())), Is.EqualTo(2));
        Assert.That(made, Has.All.Matches<JsonElement>(f => f.GetProperty("trackingNumber").GetString() == package.TrackingId));
        Assert.That(await LinksAsync(package), Is.EquivalentTo(made.Select(f => f.GetProperty("id").GetString())));
        await StepStandsAsync(order, "saleor-fulfilment", package.Id, "DONE");
    }

    private async Task<(JsonElement Placed, Order Order, Package Package)> ShipAsync()
    {
        var placed = await PlaceFromTwoWarehousesAsync();
        var order = await ReadAgainAsync(placed);
        var package = await RegisterPackageAsync(order);
        await PushStandsAsync(SyncEntities.Fulfilments, package.Id, SyncStatus.Done);
        return (placed, order, package);
    }

    private async Task CancelAsync(Order order, SyncStatus outcome = SyncStatus.Done)
    {
        await ChangeAsync(async db => (await db.Set<Order>().SingleAsync(o => o.Id == order.Id)).Status = OrderStatus.Canceled);
        await RequestAsync(SyncEntities.Cancellations, SyncDirection.Push, order.Id);
        await PushStandsAsync(SyncEntities.Cancellations, order.Id, outcome);
    }

    private Task<List<string>> LinksAsync(Package package) => Host.QueryAsync(db => db.Set<SyncLink>()
        .Where(l => l.Entity == SyncEntities.Fulfilments && l.InternalId.StartsWith(package.Id)).Select(l => l.ExternalId).ToListAsync());

    private static string? StateOf(JsonElement fulfilment) =>
        fulfilment.GetProperty("metadata").TryGetProperty("state", out var state) ? state.GetString() : null;
}
