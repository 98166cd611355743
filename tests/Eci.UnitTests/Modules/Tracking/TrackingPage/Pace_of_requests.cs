using System.Globalization;
using System.Net;
using Eci.Modules.Tracking.TrackingPage;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Tracking.TrackingPage;

internal sealed class Pace_of_requests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void Lets_a_minutes_worth_pass_at_once_and_then_one_by_one()
    {
        var pace = new RequestPace(4, _time);
        Assert.That(Enumerable.Range(0, 4).Select(_ => pace.Refuse("a")), Is.All.Null);
        Assert.That(pace.Refuse("a"), Is.EqualTo(TimeSpan.FromSeconds(15)));
        Assert.That(pace.Refuse("b"), Is.Null, "Another key has its own.");
        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.That(pace.Refuse("a"), Is.EqualTo(TimeSpan.FromSeconds(1)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(pace.Refuse("a"), Is.Null);
        Assert.That(pace.Refuse("a"), Is.EqualTo(TimeSpan.FromSeconds(15)));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(Enumerable.Range(0, 4).Select(_ => pace.Refuse("a")), Is.All.Null, "A minute's rest gives all of it back.");
        Assert.That(pace.Refuse("a"), Is.Not.Null);
    }

    [Test]
    public void Is_not_taken_when_it_is_switched_off()
    {
        var pace = new RequestPace(0, _time);
        Assert.That(Enumerable.Range(0, 1000).Select(_ => pace.Refuse("a")), Is.All.Null);
        Assert.That(pace.Count, Is.Zero);
    }

    [Test]
    public void Takes_no_more_memory_than_allowed()
    {
        var pace = new RequestPace(2, _time, mostKeys: 100);
        var passed = Enumerable.Range(0, 1000).Count(i => pace.Refuse(i.ToString(CultureInfo.InvariantCulture)) is null);
        Assert.That(pace.Count, Is.LessThanOrEqualTo(101));
        Assert.That(passed, Is.EqualTo(102), "Those beyond share the place of one.");
        Assert.That(pace.Refuse("1"), Is.Null, "Who came before keeps his own.");
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(pace.Refuse("new"), Is.Null);
        Assert.That(pace.Count, Is.EqualTo(1), "Who has not come for a minute is forgotten.");
    }

    [Test]
    public void Is_kept_by_many_at_once()
    {
        var pace = new RequestPace(500, _time);
        var passed = 0;
        Parallel.For(0, 2000, _ =>
        {
            if (pace.Refuse("a") is null)
                Interlocked.Increment(ref passed);
        });
        Assert.That(passed, Is.EqualTo(500));
    }

    [TestCase("192.0.2.1", "::ffff:192.0.2.1", true)]
    [TestCase("192.0.2.1", "192.0.2.2", false)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6", true)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Counts_a_network_of_IPv6_as_one_client(string one, string other, bool same) =>
        Assert.That(TrackingPageLimiter.ClientOf(IPAddress.Parse(one)) == TrackingPageLimiter.ClientOf(IPAddress.Parse(other)), Is.EqualTo(same));
}
