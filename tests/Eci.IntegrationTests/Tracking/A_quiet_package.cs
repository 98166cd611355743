using System.Text.Json;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.PackageLife;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.Tracking;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class A_quiet_package(DatabaseKind kind) : TrackingFixture(kind)
{
    private const string Attention = "tracking.package.attention";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly RunningClock _clock = new();

    [Test]
    public async Task Expires_and_needs_attention_after_the_configured_days()
    {
        var shop = await WatchedAsync();
        await TellAsync(shop.Scan(InTransit));
        _clock.Advance(TimeSpan.FromDays(9));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(InTransit));

        _clock.Advance(TimeSpan.FromDays(2));
        await TimersAsync();
        var package = await PackageAsync(shop);
        Assert.That(package.State, Is.EqualTo(Expired));
        Assert.That((await EventsAsync(shop))[^1], Has.Property("RawCode").EqualTo("eci:no-movement").And.Property("MovedFrom").EqualTo(InTransit));
        var attention = await Host.QueryAsync(db => db.Database
            .SqlQuery<string>($"SELECT body AS \"Value\" FROM messaging_message WHERE topic = {Attention} AND tenant_id = {shop.TenantId}").ToListAsync());
        var message = JsonDocument.Parse(attention.Single()).RootElement.GetProperty("message");
        Assert.That(message.GetProperty("packageId").GetString(), Is.EqualTo(shop.Package.Id));
        Assert.That(message.GetProperty("state").GetString(), Is.EqualTo("IN_TRANSIT"));
    }

    [Test]
    public async Task Expires_although_the_host_was_restarted_meanwhile()
    {
        var shop = await WatchedAsync();
        await RestartHostAsync();
        _clock.Advance(TimeSpan.FromDays(11));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(Expired));
        Assert.That(await MessagesAsync(shop, Attention), Is.EqualTo(1));
    }

    [Test]
    public async Task Is_given_the_whole_time_again_by_any_news()
    {
        var shop = await WatchedAsync();
        _clock.Advance(TimeSpan.FromDays(9));
        await TellAsync(shop.Scan(InTransit, 8));
        _clock.Advance(TimeSpan.FromDays(9));
        await TellAsync(shop.Scan(InTransit, 9));
        _clock.Advance(TimeSpan.FromDays(9));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(InTransit));

        _clock.Advance(TimeSpan.FromDays(2));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(Expired));
    }

    [Test]
    public async Task Goes_on_when_news_comes_after_all()
    {
        var shop = await WatchedAsync();
        await TellAsync(shop.Scan(InTransit, 1));
        _clock.Advance(TimeSpan.FromDays(11));
        await TimersAsync();
        await TellAsync(shop.Scan(OutForDelivery, 2));
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(OutForDelivery));

        _clock.Advance(TimeSpan.FromDays(11));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(Expired));
        Assert.That(await MessagesAsync(shop, Attention), Is.EqualTo(2));
    }

    [Test]
    public async Task Is_watched_no_longer_when_it_stays_quiet()
    {
        var shop = await WatchedAsync();
        _clock.Advance(TimeSpan.FromDays(11));
        await TimersAsync();
        _clock.Advance(TimeSpan.FromDays(11));
        await TimersAsync();
        Assert.That(await IsWatchedAsync(shop), Is.False);
        Assert.That(await MessagesAsync(shop, Attention), Is.EqualTo(1));
    }

    [Test]
    public async Task That_was_delivered_is_left_alone()
    {
        var shop = await WatchedAsync();
        await TellAsync(shop.Scan(Delivered));
        _clock.Advance(TimeSpan.FromDays(11));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(Delivered));
        Assert.That(await IsWatchedAsync(shop), Is.False);
        Assert.That(await MessagesAsync(shop, Attention), Is.Zero);
    }

    [Test]
    public async Task Is_watched_once_however_often_it_is_registered()
    {
        var shop = await WatchedAsync();
        await TellAsync(Registered(shop), Registered(shop));
        await Eventually.Async(async () => await Host.ScalarAsync(Due) == 0, Deadline, "that no timer is due");
        var id = PackageLifeState.CorrelationOf(shop.Package.Id);
        Assert.That(await Host.QueryAsync(db => db.Set<PackageLifeState>().CountAsync(s => s.CorrelationId == id)), Is.EqualTo(1));
        _clock.Advance(TimeSpan.FromDays(11));
        await TimersAsync();
        Assert.That(await MessagesAsync(shop, Attention), Is.EqualTo(1));
    }

    [TestCase(InTransit)]
    [TestCase(OutForDelivery)]
    public async Task Under_way_needs_attention_before_it_expires(PackageState state)
    {
        var shop = await WatchedAsync();
        await TellAsync(shop.Scan(state));
        _clock.Advance(TimeSpan.FromDays(3));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.Null);

        _clock.Advance(TimeSpan.FromDays(2));
        await TimersAsync();
        var package = await PackageAsync(shop);
        Assert.That((package.State, package.AttentionReason), Is.EqualTo((state, (AttentionReason?)AttentionReason.NoMovement)));

        _clock.Advance(TimeSpan.FromDays(7));
        await TimersAsync();
        package = await PackageAsync(shop);
        Assert.That((package.State, package.AttentionReason), Is.EqualTo((Expired, (AttentionReason?)AttentionReason.NoMovement)));
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "NO_MOVEMENT" }), "The reason stayed the same.");
    }

    [TestCase(InformationReceived)]
    [TestCase(AvailableForPickup)]
    public async Task That_is_not_under_way_needs_none_until_it_expires(PackageState state)
    {
        var shop = await WatchedAsync();
        await TellAsync(shop.Scan(state));
        _clock.Advance(TimeSpan.FromDays(9));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.Null);
        _clock.Advance(TimeSpan.FromDays(2));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.EqualTo(AttentionReason.NoMovement));
    }

    [Test]
    public async Task Needs_no_attention_any_more_after_any_news_and_again_after_the_next_quiet_time()
    {
        var shop = await WatchedAsync();
        await TellAsync(shop.Scan(InTransit, 8));
        _clock.Advance(TimeSpan.FromDays(5));
        await TimersAsync();
        await TellAsync(shop.Scan(InTransit, 9));
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.Null);

        _clock.Advance(TimeSpan.FromDays(5));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.EqualTo(AttentionReason.NoMovement));
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "NO_MOVEMENT", "NO_MOVEMENT" }));
    }

    [Test]
    public async Task That_a_person_looked_after_is_not_reported_again_in_the_same_quiet_time()
    {
        var shop = await WatchedAsync();
        await TellAsync(shop.Scan(InTransit));
        _clock.Advance(TimeSpan.FromDays(4));
        await TimersAsync();
        await AskAsync("mutation ($id: ID!) { resolveAttention(packageId: $id) { id } }", shop.Key, new { id = shop.Package.Id });
        _clock.Advance(TimeSpan.FromDays(4));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.Null);
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "NO_MOVEMENT" }));
    }

    [Test]
    public async Task In_trouble_keeps_its_reason_until_it_expires()
    {
        var shop = await WatchedAsync();
        await TellAsync(shop.Scan(PackageState.Exception));
        _clock.Advance(TimeSpan.FromDays(9));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.EqualTo(AttentionReason.Exception));
        _clock.Advance(TimeSpan.FromDays(2));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.EqualTo(AttentionReason.NoMovement));
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "EXCEPTION", "NO_MOVEMENT" }));
    }

    [Test]
    public async Task Is_given_the_whole_time_again_when_it_is_registered_again()
    {
        var shop = await WatchedAsync();
        _clock.Advance(TimeSpan.FromDays(9));
        await TellAsync(Registered(shop));
        await TimersAsync();
        _clock.Advance(TimeSpan.FromDays(9));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(Init));
        _clock.Advance(TimeSpan.FromDays(2));
        await TimersAsync();
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(Expired));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        options.Time = _clock;
        options.Settings["Eci:Tracking:ExpireAfter"] = "10.00:00:00";
        options.Settings["Eci:Tracking:AttentionAfter"] = "4.00:00:00";
        options.Settings["Eci:Messaging:PollInterval"] = "00:00:00.1";
    }

    private static PackageRegistered Registered(Shop shop) => new(shop.TenantId, shop.Package.Id, shop.Package.Carrier, shop.Package.TrackingId);

    private async Task<Shop> WatchedAsync()
    {
        var shop = await AddShopAsync();
        await TellAsync(Registered(shop));
        await Eventually.Async(() => IsWatchedAsync(shop), Deadline, "that the package is watched");
        return shop;
    }

    private Task<bool> IsWatchedAsync(Shop shop) =>
        Host.QueryAsync(db => db.Set<PackageLifeState>().AnyAsync(s => s.TenantId == shop.TenantId));

    /// <summary>Waits until every timer that is due has run, and what follows from it.</summary>
    private async Task TimersAsync()
    {
        await Eventually.Async(async () => await Host.ScalarAsync(Due) == 0, Deadline, "that no timer is due");
        await SettleAsync();
    }

    private string Due => Database.Kind is DatabaseKind.Sqlite
        ? FormattableString.Invariant($"SELECT count(*) FROM messaging_delivery WHERE due_at <= {_clock.GetUtcNow().AddMinutes(1).UtcTicks}")
        : FormattableString.Invariant($"SELECT count(*) FROM messaging_delivery WHERE due_at <= '{_clock.GetUtcNow().AddMinutes(1):O}'");
}
