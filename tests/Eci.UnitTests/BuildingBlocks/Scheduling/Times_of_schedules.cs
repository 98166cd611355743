using System.Globalization;
using Eci.Scheduling.Cron;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Scheduling;

[TestFixture]
internal sealed class Times_of_schedules
{
    private const string Berlin = "Europe/Berlin";

    [TestCase("30 3 * * *", "2026-03-28T12:00Z", "2026-03-29T01:30Z", "2026-03-30T01:30Z", Description = "03:30 is half an hour after the change.")]
    [TestCase("30 2 * * *", "2026-03-28T12:00Z", "2026-03-29T01:00Z", "2026-03-30T00:30Z", Description = "What does not exist comes at the change.")]
    [TestCase("*/30 * * * *", "2026-03-29T00:30Z", "2026-03-29T01:00Z", "2026-03-29T01:30Z", Description = "An interval goes on.")]
    public void Follow_the_clock_into_summer(string cron, string from, params string[] expected) => AssertTimes(cron, Berlin, from, expected);

    [TestCase("*/30 * * * *", "2026-10-25T00:00Z", "2026-10-25T00:30Z", "2026-10-25T01:00Z", "2026-10-25T01:30Z", "2026-10-25T02:00Z",
        Description = "Both 02:30 of an interval.")]
    [TestCase("30 2 * * *", "2026-10-24T12:00Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z", Description = "The first 02:30 of a fixed time.")]
    [TestCase("30 3 * * *", "2026-10-24T12:00Z", "2026-10-25T02:30Z", "2026-10-26T02:30Z")]
    public void Follow_the_clock_into_winter(string cron, string from, params string[] expected) => AssertTimes(cron, Berlin, from, expected);

    [TestCase("*/5 * * * * *", "2026-01-05T09:02:01Z", "2026-01-05T09:02:05Z", "2026-01-05T09:02:10Z")]
    [TestCase("  0   9 * * MON ", "2026-01-05T09:02Z", "2026-01-12T08:00Z")]
    [TestCase("0 0 29 2 *", "2026-01-05T09:02Z", "2028-02-28T23:00Z")]
    [TestCase("@daily", "2026-01-05T09:02Z", "2026-01-05T23:00Z")]
    public void Are_read_with_and_without_seconds(string cron, string from, params string[] expected) => AssertTimes(cron, Berlin, from, expected);

    [TestCase("America/New_York", "2026-01-05T14:00Z")]
    [TestCase("Asia/Kolkata", "2026-01-06T03:30Z")]
    [TestCase("UTC", "2026-01-05T09:00Z")]
    public void Are_those_of_their_time_zone(string zone, string expected) => AssertTimes("0 9 * * *", zone, "2026-01-05T08:30Z", [expected]);

    [Test]
    public void Come_once_for_everything_that_was_missed()
    {
        var time = new FakeTimeProvider(At("2026-01-05T08:02Z"));
        var schedule = CronSchedule.Parse("*/15 * * * *", Berlin);
        var spread = new Spread("app_1", TimeSpan.Zero);
        Assert.That(schedule.Next(time.GetUtcNow(), spread), Is.EqualTo(At("2026-01-05T08:15Z")));
        time.Advance(TimeSpan.FromDays(3));
        Assert.That(schedule.Next(time.GetUtcNow(), spread), Is.EqualTo(At("2026-01-08T08:15Z")), "Not one of those before.");
    }

    [Test]
    public void End_when_no_date_fits() =>
        Assert.That(CronSchedule.Parse("0 0 30 2 *", Berlin).Next(At("2026-01-05T09:02Z"), new Spread("app_1", TimeSpan.Zero)), Is.Null);

    [TestCase("")]
    [TestCase("every day")]
    [TestCase("61 * * * *")]
    [TestCase("* * * *")]
    [TestCase("* * * * * * *")]
    [TestCase("0 0 * * FRIDAY-13")]
    public void Are_told_apart_from_what_cannot_be_read(string cron) =>
        Assert.That(() => CronSchedule.Parse(cron, Berlin), Throws.TypeOf<UnreadableScheduleException>().With.Message.Contains($"'{cron}'"));

    [Test]
    public void Have_texts_of_limited_length() =>
        Assert.That(
            () => CronSchedule.Parse(string.Join(',', Enumerable.Repeat("1", 10_000)) + " * * * *", Berlin),
            Throws.TypeOf<UnreadableScheduleException>().With.Message.EqualTo("The cron text is longer than 200 characters."));

    [TestCase("Mars/Olympus")]
    [TestCase("../../etc/passwd")]
    [TestCase("Europe/Berlin\0")]
    public void Need_a_time_zone_that_exists(string zone) =>
        Assert.That(() => CronSchedule.Parse("0 9 * * *", zone), Throws.TypeOf<UnreadableScheduleException>().With.Message.Contains("time zone"));

    private static void AssertTimes(string cron, string zone, string from, string[] expected)
    {
        var (schedule, times, at) = (CronSchedule.Parse(cron, zone), new List<DateTimeOffset>(), At(from));
        foreach (var _ in expected)
            times.Add(at = schedule.Next(at, new Spread("app_1", TimeSpan.Zero))!.Value);
        Assert.That(times, Is.EqualTo(expected.Select(At)));
        Assert.That(times.Select(time => time.Offset), Is.All.EqualTo(TimeSpan.Zero));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
