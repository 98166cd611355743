using Eci.Scheduling.Cron;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Scheduling;

[TestFixture]
internal sealed class Spreading_of_runs
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 2, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [TestCase("0 3 * * *", 60, Description = "The setting bounds it.")]
    [TestCase("*/5 * * * *", 30, Description = "A tenth of five minutes bounds it.")]
    [TestCase("* * * * *", 6)]
    public void Delays_each_app_by_a_share_of_its_own(string cron, int mostSeconds)
    {
        var schedule = CronSchedule.Parse(cron, "Europe/Berlin");
        var onTime = schedule.Next(Now, new Spread("any", TimeSpan.Zero))!.Value;
        var delays = Enumerable.Range(0, 1000).Select(app => schedule.Next(Now, new Spread($"app_{app}", Minute))!.Value - onTime).ToList();
        Assert.That(delays, Is.All.InRange(TimeSpan.Zero, TimeSpan.FromSeconds(mostSeconds)));
        Assert.That(delays.Max() - delays.Min(), Is.GreaterThan(TimeSpan.FromSeconds(mostSeconds * 0.9)));
        var perSecond = delays.CountBy(delay => (int)delay.TotalSeconds).Max(second => second.Value);
        Assert.That(perSecond, Is.LessThan(1000 / mostSeconds * 3), "No second has much more than its share.");
    }

    [Test]
    public void Gives_an_app_the_same_delay_always()
    {
        var schedule = CronSchedule.Parse("0 * * * *", "Europe/Berlin");
        var first = schedule.Next(Now, new Spread("app_1", Minute))!.Value;
        var second = schedule.Next(first, new Spread("app_1", Minute))!.Value;
        Assert.That(second - first, Is.EqualTo(TimeSpan.FromHours(1)));
        Assert.That(first, Is.EqualTo(new DateTimeOffset(2026, 1, 5, 9, 0, 28, 577, TimeSpan.Zero)), "In every process, of every version.");
    }

    [TestCase("*/30 * * * * *")]
    [TestCase("* * * * * *")]
    public void Delays_nothing_that_comes_more_often_than_every_minute(string cron) => AssertNoDelay(cron, Minute);

    [Test]
    public void Can_be_switched_off() => AssertNoDelay("0 3 * * *", TimeSpan.Zero);

    [Test]
    public void Keeps_the_order_of_uneven_schedules()
    {
        var schedule = CronSchedule.Parse("0,1,30 3 * * *", "Europe/Berlin");
        for (var app = 0; app < 200; app++)
        {
            var (at, minutes) = (Now, new List<int>());
            for (var run = 0; run < 6; run++)
            {
                at = schedule.Next(at, new Spread($"app_{app}", TimeSpan.FromMinutes(10)))!.Value;
                minutes.Add(at.Minute);
            }

            Assert.That(minutes.Take(3), Is.EqualTo(minutes.Skip(3)), "The same on both days.");
            Assert.That((minutes[0], minutes[1] is >= 1 and < 4, minutes[2] is >= 30 and < 40), Is.EqualTo((0, true, true)));
        }
    }

    private static void AssertNoDelay(string cron, TimeSpan longest)
    {
        var schedule = CronSchedule.Parse(cron, "Europe/Berlin");
        var times = Enumerable.Range(0, 100).Select(app => schedule.Next(Now, new Spread($"app_{app}", longest))).Distinct();
        Assert.That(times.Count(), Is.EqualTo(1));
    }
}
