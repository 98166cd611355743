using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.IntegrationTests.Dpd;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Scans_in_any_order(DatabaseKind kind) : DpdFixture(kind)
{
    private static readonly (string Status, string Date, PackageState State)[] Journey =
    [
        ("start_order", "05012026100000", PackageState.InformationReceived),
        ("pickup_driver", "05012026130000", PackageState.InTransit),
        ("pickup_depot", "05012026150000", PackageState.InTransit),
        ("delivery_depot", "06012026020000", PackageState.InTransit),
        ("delivery_carload", "06012026080000", PackageState.OutForDelivery),
        ("delivery_customer", "06012026120000", PackageState.Delivered),
    ];

    [TestCase(0, 1, 2, 3, 4, 5)]
    [TestCase(5, 4, 3, 2, 1, 0)]
    [TestCase(4, 0, 3, 1, 2, 5)]
    [TestCase(1, 5, 0, 4, 3, 2)]
    public async Task Never_move_a_parcel_back(params int[] order)
    {
        var parcel = await AddPackageAsync();
        var furthest = 0;
        foreach (var step in order)
        {
            furthest = Math.Max(furthest, step);
            await PushAsync(parcel, Journey[step].Status, Journey[step].Date);
            Assert.That(await StateOfAsync(parcel), Is.EqualTo(Journey[furthest].State));
        }

        Assert.That((await EventsOfAsync(parcel)).Select(e => e.RawCode), Is.EqualTo(Journey.Select(j => j.Status)), "Late news is stored all the same.");
    }

    [Test]
    public async Task Overcome_a_problem()
    {
        var parcel = await AddPackageAsync();
        await PushAsync(parcel, "delivery_notification", "06012026090000");
        Assert.That(await StateOfAsync(parcel), Is.EqualTo(PackageState.Exception));
        await PushAsync(parcel, "delivery_customer", "06012026120000");
        Assert.That(await StateOfAsync(parcel), Is.EqualTo(PackageState.Delivered));
        await PushAsync(parcel, "error_return", "07012026090000");
        Assert.That(await StateOfAsync(parcel), Is.EqualTo(PackageState.Delivered), "Delivered is final.");
    }

    [Test]
    public async Task Let_a_parcel_be_collected_from_the_shop()
    {
        var parcel = await AddPackageAsync();
        await PushAsync(parcel, "delivery_shop", "06012026090000");
        Assert.That(await StateOfAsync(parcel), Is.EqualTo(PackageState.AvailableForPickup));
        await PushAsync(parcel, "pickup_by_consignee", "08012026170000");
        Assert.That(await StateOfAsync(parcel), Is.EqualTo(PackageState.Delivered));
    }

    [Test]
    public async Task Of_one_parcel_at_once_are_all_stored()
    {
        var parcel = await AddPackageAsync();
        await Task.WhenAll(Journey.Select(j => Host.Client.GetStringAsync(Address(parcel, j.Status, j.Date))));
        await SettleAsync();
        Assert.That(await StateOfAsync(parcel), Is.EqualTo(PackageState.Delivered));
        Assert.That(await EventsOfAsync(parcel), Has.Count.EqualTo(Journey.Length));
    }
}
