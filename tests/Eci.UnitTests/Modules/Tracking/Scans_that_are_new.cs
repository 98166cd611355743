using Eci.Carriers;
using Eci.Modules.Tracking.PolledNews;
using Eci.Vocabulary;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.UnitTests.Modules.Tracking;

internal sealed class Scans_that_are_new
{
    private static readonly DateTimeOffset Day = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(1));

    [Test]
    public void Are_those_that_are_not_stored_each_once_in_the_order_they_happened()
    {
        var stored = new HashSet<ScanKey> { new(Day.AddHours(1).ToUniversalTime(), InTransit, "A") };
        var fresh = Of(stored, Init, Scan(InTransit, 1, "A"), Scan(InTransit, 3, "C"), Scan(InTransit, 2, "B"), Scan(InTransit, 3, "C"), Scan(InTransit, 1, "B"));
        Assert.That(fresh.Select(f => (f.Scan.Time.Hour, f.Scan.RawCode)), Is.EqualTo(new[] { (1, "B"), (2, "B"), (3, "C") }));
    }

    [Test]
    public void Are_history_but_the_one_that_brings_the_package_to_its_last_state() =>
        Assert.That(
            Of([], Init, Scan(InformationReceived, 1), Scan(OutForDelivery, 2), Scan(InTransit, 3), Scan(InTransit, 4)).Select(f => f.IsHistory),
            Is.EqualTo(new[] { true, false, true, true }));

    [Test]
    public void Are_history_but_the_last_one_when_none_moves_the_package() =>
        Assert.That(Of([], OutForDelivery, Scan(InTransit, 1), Scan(InTransit, 2)).Select(f => f.IsHistory), Is.EqualTo(new[] { true, false }));

    [Test]
    public void Are_all_history_when_they_are_old()
    {
        var fresh = FreshScans.Of([Scan(InTransit, 1), Scan(Delivered, 2)], new HashSet<ScanKey>(), Init, stateTime: null, mailedFrom: Day.AddHours(2.1));
        Assert.That(fresh.Select(f => f.IsHistory), Is.All.True);
    }

    [Test]
    public void Do_not_move_a_package_that_later_news_moved()
    {
        var fresh = FreshScans.Of(
            [Scan(FailedAttempt, 1), Scan(OutForDelivery, 5)], new HashSet<ScanKey>(), InTransit, stateTime: Day.AddHours(3), mailedFrom: Day);
        Assert.That(fresh.Select(f => f.IsHistory), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void Are_none_in_an_empty_answer() => Assert.That(Of([], Init), Is.Empty);

    [TestCase(null, null)]
    [TestCase(" \t\0 ", null)]
    [TestCase(" Kö\0ln\n", "Kö ln")]
    [TestCase("Köln am Rhein", "Köln am")]
    [TestCase("Köln 12😀", "Köln 12")]
    public void Have_texts_that_can_be_stored(string? text, string? clean) => Assert.That(CarrierText.Clean(text, 8), Is.EqualTo(clean));

    private static IReadOnlyList<FreshScan> Of(HashSet<ScanKey> stored, PackageState state, params CarrierScan[] scans) =>
        FreshScans.Of(scans, stored, state, stateTime: null, mailedFrom: Day.AddDays(-1));

    private static CarrierScan Scan(PackageState state, double hour, string code = "X") => new(Day.AddHours(hour), state, code);
}
