using Eci.Modules.OutgoingWebhooks.Sending;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.OutgoingWebhooks;

internal sealed class Waits_between_attempts
{
    [Test]
    public void Grow_from_seconds_to_a_day_and_end_after_ten_attempts()
    {
        var waits = Enumerable.Range(1, 10).Select(attempts => RetrySchedule.Next(attempts, pause: null, chance: 0)).ToList();
        Assert.That(waits.Select(wait => wait?.TotalSeconds), Is.EqualTo(new double?[] { 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400, null }));
    }

    [Test]
    public void Are_spread() => Assert.That(RetrySchedule.Next(1, pause: null, chance: 1), Is.EqualTo(TimeSpan.FromSeconds(6)));

    [Test]
    public void Are_as_long_as_the_receiver_asks_for_when_that_is_longer()
    {
        Assert.That(RetrySchedule.Next(1, TimeSpan.FromMinutes(2), chance: 0), Is.EqualTo(TimeSpan.FromMinutes(2)));
        Assert.That(RetrySchedule.Next(3, TimeSpan.FromMinutes(2), chance: 0), Is.EqualTo(TimeSpan.FromMinutes(30)));
    }

    [TestCase(null, 30)]
    [TestCase(120, 120)]
    [TestCase(-5, 0)]
    [TestCase(int.MaxValue, 86400)]
    public void Have_bounds(int? asked, int seconds) =>
        Assert.That(RetrySchedule.PauseOf(asked is null ? null : TimeSpan.FromSeconds(asked.Value)), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [Test]
    public void For_a_busy_endpoint_grow_and_stay_within_two_minutes()
    {
        var waits = Enumerable.Range(0, 40).Select(postponed => RetrySchedule.Postpone(postponed, chance: 1).TotalSeconds).ToList();
        Assert.That(waits, Is.Ordered);
        Assert.That(waits, Is.All.InRange(1, 100));
    }

    [Test]
    public void Places_at_an_endpoint_are_given_back()
    {
        var slots = new EndpointSlots();
        var first = slots.TryTake("a", most: 1);
        Assert.That((first is not null, slots.TryTake("a", most: 1), slots.TryTake("b", most: 1) is not null), Is.EqualTo((true, (IDisposable?)null, true)));
        first!.Dispose();
        Assert.That(slots.TryTake("a", most: 1), Is.Not.Null);
    }
}
