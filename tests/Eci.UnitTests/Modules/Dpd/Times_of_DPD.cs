using System.Globalization;
using Eci.Modules.Dpd.ReceivePush;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dpd;

internal sealed class Times_of_DPD
{
    private const string MuchLater = "2030-01-01T00:00:00Z";

    private readonly DpdTime _clock = new();

    [TestCase("05012026100200", "2026-01-05T10:02:00+01:00", TestName = "In_winter")]
    [TestCase("05072026100200", "2026-07-05T10:02:00+02:00", TestName = "In_summer")]
    [TestCase("29022028235959", "2028-02-29T23:59:59+01:00", TestName = "On_a_leap_day")]
    [TestCase("29032026015959", "2026-03-29T01:59:59+01:00", TestName = "In_the_last_second_before_spring")]
    [TestCase("29032026030000", "2026-03-29T03:00:00+02:00", TestName = "In_the_first_second_of_spring")]
    [TestCase("25102026015959", "2026-10-25T01:59:59+02:00", TestName = "In_the_last_second_before_autumn")]
    [TestCase("25102026030000", "2026-10-25T03:00:00+01:00", TestName = "In_the_first_second_after_autumn")]
    public void Are_read_by_the_clock_of_Berlin(string text, string expected) => Assert.That(Read(text, MuchLater), Is.EqualTo(expected));

    [TestCase("29032026020000", "2026-03-29T02:00:00+01:00")]
    [TestCase("29032026023000", "2026-03-29T02:30:00+01:00")]
    public void Of_the_hour_that_spring_skips_are_read_as_if_the_clock_had_not_been_changed(string text, string expected) =>
        Assert.That(Read(text, MuchLater), Is.EqualTo(expected));

    [TestCase("2026-10-25T00:31:00Z", "2026-10-25T02:30:00+02:00", TestName = "First_hour_when_the_second_lies_in_the_future")]
    [TestCase("2026-10-25T01:24:00Z", "2026-10-25T02:30:00+02:00", TestName = "First_hour_when_the_second_is_not_yet_due")]
    [TestCase("2026-10-25T01:26:00Z", "2026-10-25T02:30:00+01:00", TestName = "Second_hour_within_the_tolerance_of_clocks")]
    [TestCase("2026-10-25T01:45:00Z", "2026-10-25T02:30:00+01:00", TestName = "Second_hour_when_it_has_come")]
    [TestCase(MuchLater, "2026-10-25T02:30:00+01:00", TestName = "Second_hour_when_told_later")]
    public void Of_the_hour_that_autumn_repeats_are_the_later_one_that_has_been(string receivedAt, string expected) =>
        Assert.That(Read("25102026023000", receivedAt), Is.EqualTo(expected));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("   ")]
    [TestCase("31022026100200")]
    [TestCase("29022026100200")]
    [TestCase("00012026100200")]
    [TestCase("05132026100200")]
    [TestCase("05012026240000")]
    [TestCase("05012026106000")]
    [TestCase("0501202610020")]
    [TestCase("050120261002000")]
    [TestCase(" 05012026100200")]
    [TestCase("05012026100200 ")]
    [TestCase("5.1.2026 10:02")]
    [TestCase("2026-01-05T10:02:00")]
    [TestCase("yesterday at 7")]
    [TestCase("٠٥٠١٢٠٢٦١٠٠٢٠٠")]
    [TestCase("05010000100200")]
    [TestCase("31121999235959")]
    public void Are_unreadable_when_no_such_moment_is_meant(string? text) =>
        Assert.That(_clock.TryRead(text, DateTimeOffset.UnixEpoch, out _), Is.False);

    private string Read(string text, string receivedAt)
    {
        Assert.That(_clock.TryRead(text, DateTimeOffset.Parse(receivedAt, CultureInfo.InvariantCulture), out var time), Is.True);
        return time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }
}
