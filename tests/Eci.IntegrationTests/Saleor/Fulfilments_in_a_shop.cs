using System.Text.Json;
using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Fulfilments;
using Eci.Modules.Saleor.Orders;
using Eci.Sync;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Fulfilments_in_a_shop(DatabaseKind kind) : OrdersFixture(kind)
{
    [Test]
    public async Task Are_made_once_of_a_package_however_often_it_is_pushed()
    {
        var (placed, row) = await PlaceAsync();
        var package = await AddPackageAsync(row);
        var made = (PushResult.Done)await PushAsync<FulfilmentPush>(package.Id);
        var again = await PushAsync<FulfilmentPush>(package.Id, made.Hash);
        await ForgetLinksAsync(package.Id);
        var afterCrash = (PushResult.Done)await PushAsync<FulfilmentPush>(package.Id);

        var fulfilment = (await FulfilmentsAsync(placed)).Single();
        Assert.That(again, Is.InstanceOf<PushResult.Unchanged>());
        Assert.That(afterCrash.ExternalId, Is.EqualTo(made.ExternalId));
        Assert.That((fulfilment.GetProperty("id").GetString(), fulfilment.GetProperty("trackingNumber").GetString()), Is.EqualTo((made.ExternalId, package.TrackingId)));
        Assert.That((await InShopAsync(placed)).GetProperty("status").GetString(), Is.EqualTo("FULFILLED"));
    }

    [Test]
    public async Task Are_made_once_when_the_answer_is_lost()
    {
        var (placed, row) = await PlaceAsync();
        var package = await AddPackageAsync(row);
        await Shop.PostAsync("control/failures", new { kind = "lost-answer", operation = "orderFulfill" });

        Assert.That(() => PushAsync<FulfilmentPush>(package.Id), Throws.InstanceOf<SystemUnavailableException>());
        Assert.That(await FulfilmentsAsync(placed), Has.Count.EqualTo(1), "the shop did it");
        Assert.That(await PushAsync<FulfilmentPush>(package.Id), Is.InstanceOf<PushResult.Done>());
        Assert.That(await FulfilmentsAsync(placed), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Hold_what_is_in_each_of_several_packages()
    {
        var (first, second) = (await AddProductAsync(), await AddProductAsync());
        var (placed, row) = await PlaceAsync(new { lines = new[] { new { sku = first, quantity = 2 }, new { sku = second, quantity = 3 } } });
        var one = await AddPackageAsync(row, null, (first, 2), (second, 1));
        var other = await AddPackageAsync(row, null, (second, 2));
        await PushAsync<FulfilmentPush>(one.Id);
        Assert.That((await InShopAsync(placed)).GetProperty("status").GetString(), Is.EqualTo("PARTIALLY_FULFILLED"));
        await PushAsync<FulfilmentPush>(other.Id);

        var quantities = (await FulfilmentsAsync(placed)).Select(f => f.GetProperty("lines").EnumerateObject().Sum(l => l.Value.GetInt32()));
        Assert.That(quantities, Is.EquivalentTo(new[] { 3, 2 }));
        Assert.That((await InShopAsync(placed)).GetProperty("status").GetString(), Is.EqualTo("FULFILLED"));
    }

    [Test]
    public async Task Are_refused_with_the_reason_when_the_shop_has_less_left()
    {
        var (placed, row) = await PlaceAsync();
        var package = await AddPackageAsync(row, null, (row.LineItems[0].Sku!, 3));

        Assert.That(() => PushAsync<FulfilmentPush>(package.Id), Throws.InstanceOf<RecordRefusedException>().With.Message.Contains("left to fulfil"));
        Assert.That(await FulfilmentsAsync(placed), Is.Empty);
    }

    [Test]
    public async Task Are_not_guessed_for_one_of_several_packages()
    {
        var (_, row) = await PlaceAsync();
        var package = await AddPackageAsync(row);
        await AddPackageAsync(row);

        Assert.That(() => PushAsync<FulfilmentPush>(package.Id), Throws.InstanceOf<RecordRefusedException>().With.Property("Code").EqualTo(MissingLines.ContentsUnknown));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task That_staff_made_first_are_taken_for_the_package(bool withNumber)
    {
        var (placed, row) = await PlaceAsync();
        var number = NextNumber();
        await Shop.PostAsync($"orders/{Number(placed)}/fulfil", new { trackingNumber = withNumber ? number : "" });
        var package = await AddPackageAsync(row, number);

        Assert.That(await PushAsync<FulfilmentPush>(package.Id), Is.InstanceOf<PushResult.Done>());
        Assert.That((await FulfilmentsAsync(placed)).Single().GetProperty("trackingNumber").GetString(), Is.EqualTo(number));
    }

    [Test]
    public async Task That_staff_made_are_linked_when_the_order_is_read()
    {
        var (placed, row) = await PlaceAsync();
        var package = await AddPackageAsync(row);
        await Shop.PostAsync($"orders/{Number(placed)}/fulfil", new { trackingNumber = package.TrackingId });
        await PullAsync<OrderPull>(Id(placed));

        Assert.That(await PushAsync<FulfilmentPush>(package.Id), Is.InstanceOf<PushResult.Done>());
        Assert.That(await FulfilmentsAsync(placed), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Say_how_their_package_stands_and_only_when_it_changed()
    {
        var (placed, row) = await PlaceAsync();
        var package = await AddPackageAsync(row);
        Assert.That(await PushAsync<PackageStatePush>(package.Id), Is.EqualTo(new PushResult.Blocked(
            new SyncDependency(SyncEntities.Fulfilments, package.Id), new SyncWish(SyncEntities.Fulfilments, SyncDirection.Push, package.Id))));
        await PushAsync<FulfilmentPush>(package.Id);
        var done = (PushResult.Done)await PushAsync<PackageStatePush>(package.Id);
        var metadata = (await FulfilmentsAsync(placed)).Single().GetProperty("metadata");
        Assert.That((metadata.GetProperty("state").GetString(), metadata.GetProperty("carrier").GetString(), metadata.GetProperty(PackageStatus.Marker).GetString()), Is.EqualTo(("INIT", "DPD", package.Id)));
        Assert.That(await PushAsync<PackageStatePush>(package.Id, done.Hash), Is.InstanceOf<PushResult.Unchanged>());

        await ChangeAsync(async db => (await db.Set<Package>().SingleAsync(p => p.Id == package.Id)).State = PackageState.Delivered);
        Assert.That(await PushAsync<PackageStatePush>(package.Id, done.Hash), Is.InstanceOf<PushResult.Done>());
        Assert.That((await FulfilmentsAsync(placed)).Single().GetProperty("metadata").GetProperty("state").GetString(), Is.EqualTo("DELIVERED"));
    }

    private async Task<List<JsonElement>> FulfilmentsAsync(JsonElement placed) => [.. (await InShopAsync(placed)).GetProperty("fulfillments").EnumerateArray()];

    /// <summary>As if the process had died before it wrote down what the shop answered.</summary>
    private Task ForgetLinksAsync(string packageId) => ChangeAsync(async db =>
        db.RemoveRange(await db.Set<Eci.Sync.Storage.SyncLink>().Where(l => l.InternalId == packageId).ToListAsync()));
}
