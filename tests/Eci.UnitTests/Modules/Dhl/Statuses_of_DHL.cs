using Eci.Carriers;
using Eci.Modules.Dhl.TrackShipment.Reading;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dhl;

internal sealed class Statuses_of_DHL
{
    private const string At = "2026-01-05T10:02:00Z";

    [Test]
    public void Are_those_of_the_table_and_mean_what_it_recommends()
    {
        var table = DhlContract.Table();
        Assert.That(DhlStatusMap.States.Keys, Is.EquivalentTo(table.Keys));
        foreach (var (code, states) in table)
            Assert.That(DhlStatusMap.States[code] is { } state ? states.Contains(state) : states.Count == 0, Is.True, code);
    }

    [TestCase("pre-transit", PackageState.InformationReceived)]
    [TestCase("transit", PackageState.InTransit)]
    [TestCase("delivered", PackageState.Delivered)]
    [TestCase("failure", PackageState.Exception)]
    [TestCase("TRANSIT", PackageState.InTransit)]
    public void Have_a_state(string code, PackageState state)
    {
        Assert.That(State(code), Is.EqualTo(state));
        Assert.That(State(code, refineByText: false), Is.EqualTo(state));
    }

    [Test]
    public void Tell_nothing_when_DHL_does_not_know()
    {
        var answer = DhlReading.Events(DhlReading.Event(At, "unknown", "UNKNOWN"), DhlReading.Event("rubbish", "unknown"));
        Assert.That((answer.Scans.Count, answer.Unreadable.Count), Is.EqualTo((0, 0)));
    }

    [TestCase("teleported")]
    [TestCase("")]
    [TestCase("in transit")]
    public void Are_reported_when_they_are_not_known(string code)
    {
        var answer = DhlReading.Events(DhlReading.Event(At, code, "SOMETHING"));
        Assert.That(answer.Scans, Is.Empty);
        Assert.That(answer.Unreadable, Is.EqualTo(new[] { new UnreadableScan(code.Length == 0 ? "SOMETHING" : $"{code}:SOMETHING", At, UnmappedReason.UnknownStatus) }));
    }

    [TestCase("The shipment has been loaded onto the delivery vehicle")]
    [TestCase("Die Sendung wurde in das Zustellfahrzeug geladen.")]
    [TestCase("OUT_FOR_DELIVERY")]
    [TestCase("OUT FOR DELIVERY")]
    [TestCase("With delivery courier")]
    [TestCase("Shipment is out with courier for delivery")]
    [TestCase("Die Sendung ist in Zustellung")]
    public void Tell_a_delivery_tour_by_their_text(string text) => Check("transit", text, PackageState.OutForDelivery, unrefined: PackageState.InTransit);

    [TestCase("The shipment is ready for pick-up at the PACKSTATION")]
    [TestCase("The shipment is ready for pickup by the recipient")]
    [TestCase("Available for collection at the service point")]
    [TestCase("Awaiting collection by recipient as requested")]
    [TestCase("Die Sendung liegt in der Filiale zur Abholung bereit.")]
    [TestCase("Die Sendung liegt zur Abholung bereit")]
    [TestCase("DELIVERED_AT_PARCELSHOP")]
    public void Tell_a_pickup_point_by_their_text(string text) => Check("transit", text, PackageState.AvailableForPickup, unrefined: PackageState.InTransit);

    [TestCase("The recipient was not present")]
    [TestCase("Der Empfänger wurde nicht angetroffen")]
    [TestCase("NOT_HOME")]
    [TestCase("NOT_HOME_SYSTEM_INTERVENTION_DELIVERY_AT_PARCELSHOP")]
    [TestCase("Delivery attempted; recipient not home")]
    [TestCase("Unfortunately, the delivery attempt was not successful.")]
    [TestCase("The shipment could not be delivered")]
    [TestCase("Zustellversuch nicht erfolgreich")]
    public void Tell_a_failed_attempt_by_their_text(string text)
    {
        Check("failure", text, PackageState.FailedAttempt, unrefined: PackageState.Exception);
        Check("transit", text, PackageState.FailedAttempt, unrefined: PackageState.InTransit);
    }

    [TestCase("Delivery attempt", PackageState.FailedAttempt)]
    [TestCase("Die Annahme wurde verweigert", PackageState.FailedAttempt)]
    [TestCase("Delivery refused", PackageState.FailedAttempt)]
    [TestCase("Damaged", PackageState.Exception)]
    [TestCase("Held by customs", PackageState.Exception)]
    public void Tell_an_attempt_from_other_failures(string text, PackageState state) => Check("failure", text, state, unrefined: PackageState.Exception);

    [TestCase("transit", "The shipment is being returned to the sender")]
    [TestCase("transit", "Returned to shipper")]
    [TestCase("failure", "Return to sender")]
    [TestCase("transit", "Rücksendung eingeleitet")]
    [TestCase("transit", "Ruecksendung")]
    [TestCase("transit", "Die Sendung wird an den Absender zurückgesandt")]
    [TestCase("delivered", "DELIVERED_AT_SHIPPER")]
    [TestCase("transit", "DELIVERED_AT_SHIPPER")]
    public void Tell_a_return_by_their_text(string code, string text)
    {
        var scan = Scan(code, text, refineByText: true);
        Assert.That((scan.State, scan.IsReturn), Is.EqualTo((PackageState.Exception, true)));
        scan = Scan(code, text, refineByText: false);
        Assert.That((scan.State, scan.IsReturn), Is.EqualTo((DhlStatusMap.States[code], false)));
    }

    [TestCase("transit", "The shipment has not been loaded onto the delivery vehicle", PackageState.InTransit)]
    [TestCase("transit", "The shipment will be loaded onto the delivery vehicle tomorrow", PackageState.InTransit)]
    [TestCase("transit", "It will be ready for pick-up tomorrow", PackageState.InTransit)]
    [TestCase("transit", "The shipment is not yet ready for pick-up", PackageState.InTransit)]
    [TestCase("transit", "The shipment is ready for pick-up by DHL", PackageState.InTransit)]
    [TestCase("transit", "A second delivery attempt is planned", PackageState.InTransit)]
    [TestCase("transit", "The shipment was returned to the delivery depot", PackageState.InTransit)]
    [TestCase("transit", "The shipment was returned to the parcel center", PackageState.InTransit)]
    [TestCase("delivered", "The recipient has picked up the shipment from the retail outlet", PackageState.Delivered)]
    [TestCase("delivered", "Delivered. The recipient was not present; left with a neighbour", PackageState.Delivered)]
    [TestCase("pre-transit", "DELIVERED", PackageState.InformationReceived)]
    [TestCase("pre-transit", "Out for delivery", PackageState.InformationReceived)]
    public void Keep_their_state_when_the_text_tells_of_something_else(string code, string text, PackageState state) =>
        Check(code, text, state, unrefined: DhlStatusMap.States[code]!.Value);

    [Test]
    public void Are_told_by_the_description_as_well_but_not_by_what_comes_next()
    {
        var scan = """{"timestamp":"2026-01-05T10:02:00Z","statusCode":"transit","description":"DESCRIPTION","statusDetailed":"DETAILED","nextSteps":"NEXT","remark":"NEXT"}""";
        Assert.Multiple(() =>
        {
            Assert.That(DhlReading.Events(scan.Replace("DESCRIPTION", "Out for delivery", StringComparison.Ordinal)).Scans[0].State, Is.EqualTo(PackageState.OutForDelivery));
            Assert.That(DhlReading.Events(scan.Replace("DETAILED", "Out for delivery", StringComparison.Ordinal)).Scans[0].State, Is.EqualTo(PackageState.OutForDelivery));
            Assert.That(DhlReading.Events(scan.Replace("NEXT", "Out for delivery", StringComparison.Ordinal)).Scans[0].State, Is.EqualTo(PackageState.InTransit));
        });
    }

    private static void Check(string code, string text, PackageState refined, PackageState unrefined)
    {
        Assert.That(Scan(code, text, refineByText: true).State, Is.EqualTo(refined));
        Assert.That(Scan(code, text, refineByText: false).State, Is.EqualTo(unrefined));
    }

    private static PackageState State(string code, bool refineByText = true) => Scan(code, text: null, refineByText).State;

    private static CarrierScan Scan(string code, string? text, bool refineByText) =>
        DhlReading.Shipment($"\"events\":[{DhlReading.Event(At, code, text)}]", refineByText).Scans.Single();
}
