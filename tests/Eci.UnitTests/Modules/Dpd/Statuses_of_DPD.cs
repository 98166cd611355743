using Eci.Modules.Dpd.ReceivePush;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dpd;

internal sealed class Statuses_of_DPD
{
    [Test]
    public void Are_those_of_the_table_and_mean_what_it_recommends() =>
        Assert.That(DpdStatusMap.States, Is.EquivalentTo(DpdTable.Read()));

    [TestCase("start_order", PackageState.InformationReceived)]
    [TestCase("pickup_driver", PackageState.InTransit)]
    [TestCase("pickup_depot", PackageState.InTransit)]
    [TestCase("delivery_depot", PackageState.InTransit)]
    [TestCase("delivery_carload", PackageState.OutForDelivery)]
    [TestCase("delivery_nab", PackageState.FailedAttempt)]
    [TestCase("delivery_notification", PackageState.Exception)]
    [TestCase("delivery_customer", PackageState.Delivered)]
    [TestCase("delivery_shop", PackageState.AvailableForPickup)]
    [TestCase("pickup_by_consignee", PackageState.Delivered)]
    [TestCase("no_pickup_by_consignee", PackageState.Exception)]
    [TestCase("error_pickup", PackageState.Exception)]
    [TestCase("error_return", PackageState.Exception)]
    public void Have_a_state(string status, PackageState state)
    {
        Assert.That(DpdStatusMap.TryGetState(status, out var mapped), Is.True);
        Assert.That(mapped, Is.EqualTo(state));
    }

    [TestCase("delivery_teleport")]
    [TestCase("DELIVERY_CUSTOMER")]
    [TestCase(" delivery_customer")]
    [TestCase("")]
    public void Have_none_when_they_are_not_known_exactly(string status) =>
        Assert.That(DpdStatusMap.TryGetState(status, out _), Is.False);

    [Test]
    public void Tell_of_a_return_when_nobody_collected_it_or_it_is_sent_back() =>
        Assert.That(DpdStatusMap.States.Keys.Where(DpdStatusMap.IsReturn), Is.EquivalentTo(new[] { "no_pickup_by_consignee", "error_return" }));
}
