using Eci.IntegrationTests.Dpd;
using Eci.Modules.Tracking.Contracts;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.Tracking;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class A_mail_that_is_not_sent(DatabaseKind kind) : TrackingFixture(kind)
{
    private static readonly DateTimeOffset LongAgo = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TestCaseData[] Reasons =
    [
        Case("NO_ORDER", "a package without order", s => s.Package.OrderId = null),
        Case("NOTIFICATIONS_DISABLED", "an order switched off", s => s.Order.TrackingNotificationsEnabled = false),
        Case("NO_RECIPIENT", "an order without contact", s => s.Order.MainContactId = null),
        Case("NO_RECIPIENT", "a contact without address", s => s.Contact.Email = " "),
        Case("NO_CONSENT", "a contact who does not want it", s => s.Contact.TrackingEmailsConsent = false),
        Case("REJECTED", "an address that is none", s => s.Contact.Email = $"{s.TenantId} at example.com"),
        Case("NO_EMAIL_APP", "no app joined", s => s.EmailLink = null),
        Case("NO_EMAIL_APP", "an app switched off", s => s.EmailApp.Enabled = false),
        Case("NO_TEMPLATE", "no shipped template wanted", s => s.EmailApp.Settings = Shop.Settings with { BuiltInStates = [] }),
        Case("INTEGRATION_INACTIVE", "switched off", s => s.Integration.Enabled = false),
        Case("INTEGRATION_INACTIVE", "no longer paid", s => s.Subscription.PaidUntil = LongAgo),
        Case("INTEGRATION_INACTIVE", "never paid", s => s.Subscription.PaidUntil = null),
        Case("INTEGRATION_INACTIVE", "no subscription", s => s.Integration.SubscriptionId = null),
    ];

    private readonly RunningClock _clock = new();

    [TestCaseSource(nameof(Reasons))]
    public async Task Leaves_its_reason_where_GraphQL_shows_it(string reason, Action<Shop> change)
    {
        var shop = await AddShopAsync(change);
        using var readings = new MeterReadings(Host.Services, "eci.package.mails");
        var before = MailFiles();
        await TellAsync(shop.Scan(OutForDelivery));

        Assert.That(MailFiles(), Is.EqualTo(before));
        var decision = (await SentEmailsAsync(shop)).Single();
        Assert.That(decision.GetProperty("status").GetString(), Is.EqualTo("NOT_SENT"));
        Assert.That(decision.GetProperty("reason").GetString(), Is.EqualTo(reason));
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(OutForDelivery));
        Assert.That(readings.Counts, Is.EquivalentTo(new Dictionary<string, long> { [$"OUT_FOR_DELIVERY {reason}"] = 1 }));
        Assert.That(await Host.ScalarAsync("SELECT count(*) FROM messaging_dead_letter"), Is.Zero);
    }

    [Test]
    public async Task Was_overtaken_by_later_news()
    {
        var shop = await AddShopAsync(s => s.Order.TrackingNotificationsEnabled = false);
        await TellInTurnAsync(shop.Scan(InTransit, 1), shop.Scan(OutForDelivery, 2));
        var transition = await ReopenAsync(shop, InTransit);

        _clock.Advance(TimeSpan.FromMinutes(9));
        await TellAsync(transition);
        Assert.That((await MailsAsync(shop)).Single().Subject, Does.Contain("ist unterwegs"), "So late it is still news.");

        transition = await ReopenAsync(shop, OutForDelivery);
        await TellAsync(shop.Scan(Delivered, 3));
        _clock.Advance(TimeSpan.FromMinutes(2));
        await TellAsync(transition);
        Assert.That((await DecisionsAsync(shop)).Select(d => d.Reason), Is.EqualTo(new Commerce.NotSentReason?[] { null, Commerce.NotSentReason.Superseded, null }));
    }

    [Test]
    public async Task Was_sent_before_for_the_same_state()
    {
        var shop = await AddShopAsync();
        await TellInTurnAsync(shop.Scan(OutForDelivery, 1), shop.Scan(FailedAttempt, 2), shop.Scan(OutForDelivery, 3), shop.Scan(FailedAttempt, 4), shop.Scan(Delivered, 5));
        Assert.That(
            (await SentEmailsAsync(shop)).Select(e => e.GetProperty("reason").GetString()),
            Is.EqualTo(new[] { null, null, "ALREADY_SENT", "ALREADY_SENT", null }));
        Assert.That(await MailsAsync(shop), Has.Count.EqualTo(3));
    }

    protected override void Configure(EciTestHostOptions options) => options.Time = _clock;

    private static TestCaseData Case(string reason, string when, Action<Shop> change) =>
        new TestCaseData(reason, change).SetArgDisplayNames(reason, when);

    private int MailFiles() => Directory.Exists(Host.MailFolder) ? Directory.GetFiles(Host.MailFolder).Length : 0;

    /// <summary>Takes a decision back and switches mails on: what a transition finds that was delayed for long.</summary>
    private async Task<PackageStateTransition> ReopenAsync(Shop shop, PackageState state)
    {
        var moved = (await EventsAsync(shop)).Single(e => e.State == state);
        await StoreAsync(db =>
        {
            db.Set<Commerce.Order>().Single(o => o.Id == shop.Order.Id).TrackingNotificationsEnabled = true;
            db.RemoveRange(db.Set<Commerce.TransactionalEmail>().Where(m => m.PackageEventId == moved.Id));
        });
        return new PackageStateTransition(shop.TenantId, shop.Package.Id, moved.Id, moved.MovedFrom!.Value, state, moved.Time, moved.RecordedAt);
    }
}
