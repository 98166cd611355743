using Eci.Sync;
using Eci.Sync.Engine;
using Eci.Sync.Runs;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Sync;

internal sealed class News_of_systems
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Test]
    public void Are_what_the_hub_does_not_know() => Assert.That(PullRules.IsNews(known: null, Pulled("a"), Now, again: false), Is.True);

    [TestCase(SyncStatus.Done, "a", false)]
    [TestCase(SyncStatus.Done, "b", true)]
    [TestCase(SyncStatus.Ignored, "a", false)]
    [TestCase(SyncStatus.Ignored, "b", true)]
    [TestCase(SyncStatus.Pending, "a", true)]
    public void Are_what_has_another_hash(SyncStatus status, string hash, bool news) =>
        Assert.That(PullRules.IsNews(Known(status), Pulled(hash), Now, again: false), Is.EqualTo(news));

    [TestCase(SyncStatus.Ignored, true)]
    [TestCase(SyncStatus.Done, false)]
    public void Are_in_a_back_fill_also_what_was_not_wanted(SyncStatus status, bool news) =>
        Assert.That(PullRules.IsNews(Known(status), Pulled("a"), Now, again: true), Is.EqualTo(news));

    [Test]
    public void Are_no_older_answers() =>
        Assert.That(PullRules.IsNews(Known(SyncStatus.Done), Pulled("b", Now - (2 * Hour)), Now, again: false), Is.False);

    [Test]
    public void Are_left_to_who_works_on_them()
    {
        var known = Known(SyncStatus.Pending);
        known.HeldUntil = Now + Hour;
        Assert.That(PullRules.IsNews(known, Pulled("b"), Now, again: false), Is.False);
    }

    [TestCase(SyncStatus.Failed)]
    [TestCase(SyncStatus.Blocked)]
    public void Wait_for_their_turn_unless_they_changed_since(SyncStatus status)
    {
        var known = Known(status);
        (known.NextAttemptAt, known.UpdatedAt) = (Now + Hour, Now - (Hour / 2));
        Assert.That(PullRules.IsNews(known, Pulled("b", Now - Hour), Now, again: false), Is.False);
        Assert.That(PullRules.IsNews(known, Pulled("b", Now), Now, again: false), Is.True);
        Assert.That(PullRules.IsNews(known, Pulled("b", Now - Hour), Now + (2 * Hour), again: false), Is.True);
    }

    [Test]
    public void Are_looked_for_in_the_first_window_and_then_from_the_last_run()
    {
        var cursor = new SyncCursor { TenantId = "t", AppId = "a", Entity = "e", Direction = SyncDirection.Pull };
        Assert.That(PullRun.SinceOf(null, Hour, 24 * Hour, Now), Is.EqualTo(Now - (24 * Hour)));
        Assert.That(PullRun.SinceOf(cursor, Hour, null, Now), Is.Null);
        (cursor.StartedAt, cursor.NewestChange, cursor.NewestSeenAt) = (Now, Now - (5 * Hour), Now);
        Assert.That(PullRun.SinceOf(cursor, Hour, null, Now), Is.EqualTo(Now - (6 * Hour)), "The clock of the system may be late.");
        cursor.NewestSeenAt = Now - Hour;
        Assert.That(PullRun.SinceOf(cursor, Hour, null, Now), Is.EqualTo(Now - Hour));
        (cursor.NewestChange, cursor.NewestSeenAt) = (Now + Hour, Now);
        Assert.That(PullRun.SinceOf(cursor, Hour, null, Now), Is.EqualTo(Now - Hour), "The clock of the system may be early.");
    }

    [TestCase(1, "00:00:30")]
    [TestCase(2, "00:02:00")]
    [TestCase(3, "00:10:00")]
    [TestCase(4, "01:00:00")]
    [TestCase(5, "06:00:00")]
    [TestCase(100, "1.00:00:00")]
    public void Are_tried_again_later_and_later(int attempts, string pause) =>
        Assert.That(BackOff.OfRecord(attempts), Is.EqualTo(TimeSpan.Parse(pause, System.Globalization.CultureInfo.InvariantCulture)));

    private static PulledRecord Pulled(string hash, DateTimeOffset? updatedAt = null) => new("1", updatedAt ?? Now, hash, new object());

    private static SyncRecord Known(SyncStatus status) => new()
    {
        Id = "r",
        TenantId = "t",
        AppId = "a",
        Entity = "e",
        Direction = SyncDirection.Pull,
        Key = "1",
        Status = status,
        Hash = "a",
        SyncedAt = Now - Hour,
        ExternalUpdatedAt = Now - Hour,
    };
}
