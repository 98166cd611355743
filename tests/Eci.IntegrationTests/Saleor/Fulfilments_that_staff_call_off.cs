using System.Text.Json;
using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

/// <summary>Staff have their reasons: what they call off is told, and made again only by them or on request.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Fulfilments_that_staff_call_off(DatabaseKind kind) : WorkingOrdersFixture(kind)
{
    [Test]
    public async Task Are_told_and_not_made_again_by_themselves()
    {
        var (placed, order, package) = await CallOffAsync();
        var record = await PushStandsAsync(SyncEntities.Fulfilments, package.Id, SyncStatus.Failed);

        Assert.That(record.Error, Does.StartWith("FULFILMENT_CALLED_OFF"));
        await StepStandsAsync(order, "saleor-fulfilment", package.Id, "FAILED");
        await ReadAgainAsync(placed);
        Assert.That(await FulfilmentsAsync(placed), Is.Empty);
    }

    [Test]
    public async Task Are_made_again_on_request()
    {
        var (placed, order, package) = await CallOffAsync();
        await PushStandsAsync(SyncEntities.Fulfilments, package.Id, SyncStatus.Failed);
        await InsistAsync(SyncEntities.Fulfilments, SyncDirection.Push, package.Id);
        await PushStandsAsync(SyncEntities.Fulfilments, package.Id, SyncStatus.Done);

        Assert.That((await FulfilmentsAsync(placed)).Single().GetProperty("trackingNumber").GetString(), Is.EqualTo(package.TrackingId));
        await StepStandsAsync(order, "saleor-fulfilment", package.Id, "DONE");
        await Eventually.Async(
            async () => (await FulfilmentsAsync(placed)).Single().GetProperty("metadata").TryGetProperty("state", out _), Deadline, "that it says how the package stands");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Are_done_when_staff_fulfil_anew(bool withNumber)
    {
        var (placed, order, package) = await CallOffAsync();
        await PushStandsAsync(SyncEntities.Fulfilments, package.Id, SyncStatus.Failed);
        await Shop.PostAsync($"orders/{Number(placed)}/fulfil", new { trackingNumber = withNumber ? package.TrackingId : "" });
        await ReadAgainAsync(placed);
        if (!withNumber)
            await RequestAsync(SyncEntities.Fulfilments, SyncDirection.Push, package.Id);

        await PushStandsAsync(SyncEntities.Fulfilments, package.Id, SyncStatus.Done);
        Assert.That((await FulfilmentsAsync(placed)).Single().GetProperty("trackingNumber").GetString(), Is.EqualTo(package.TrackingId));
        await StepStandsAsync(order, "saleor-fulfilment", package.Id, "DONE");
    }

    [Test]
    public async Task Are_not_missed_once_the_order_is_called_off_as_well()
    {
        var (placed, order, package) = await CallOffAsync(thenCancel: true);

        await PushStandsAsync(SyncEntities.Fulfilments, package.Id, SyncStatus.Ignored);
        Assert.That((await OrderAsync(placed)).Status, Is.EqualTo(OrderStatus.Canceled));
        await StepStandsAsync(order, "saleor-fulfilment", package.Id, "SKIPPED");
    }

    private async Task<(JsonElement Placed, Order Order, Package Package)> CallOffAsync(bool thenCancel = false)
    {
        var placed = await Shop.PlaceOrderAsync(new { lines = new[] { new { sku = await AddProductAsync(), quantity = 2 } } });
        var order = await ReadAgainAsync(placed);
        var package = await RegisterPackageAsync(order);
        await PushStandsAsync(SyncEntities.Fulfilments, package.Id, SyncStatus.Done);
        await PushStandsAsync(SyncEntities.PackageStates, package.Id, SyncStatus.Done);
        await Shop.PostAsync($"orders/{Number(placed)}/unfulfil", new { });
        if (thenCancel)
            await Shop.PostAsync($"orders/{Number(placed)}/cancel");
        await ReadAgainAsync(placed);
        return (placed, order, package);
    }
}
