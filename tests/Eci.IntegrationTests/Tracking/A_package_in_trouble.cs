using System.Text.Json;
using Eci.IntegrationTests.Dpd;
using Eci.Modules.Tracking.Attention;
using Eci.Modules.Tracking.Contracts;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.Tracking;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class A_package_in_trouble(DatabaseKind kind) : TrackingFixture(kind)
{
    private const string Check = "tracking.package.attention.check";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly RunningClock _clock = new();

    [TestCase(PackageState.Exception, AttentionReason.Exception)]
    [TestCase(FailedAttempt, AttentionReason.FailedAttempt)]
    public async Task Needs_attention_from_the_moment_it_comes_into_it(PackageState state, AttentionReason reason)
    {
        var shop = await AddShopAsync();
        var before = _clock.GetUtcNow();
        await TellInTurnAsync(shop.Scan(InTransit, 1), shop.Scan(state, 2));

        var package = await PackageAsync(shop);
        Assert.That(package.AttentionReason, Is.EqualTo(reason));
        Assert.That(package.AttentionSince, Is.InRange(before.AddMilliseconds(-1), _clock.GetUtcNow()));
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { WireName.Of(reason) }));
    }

    [Test]
    public async Task Is_told_of_with_its_state_and_what_was_last_heard()
    {
        var shop = await AddShopAsync();
        using var readings = new MeterReadings(Host.Services, "eci.package.attention");
        await TellAsync(shop.Scan(FailedAttempt));
        var bodies = await Host.QueryAsync(db => db.Database.SqlQuery<string>(
            $"SELECT body AS \"Value\" FROM messaging_message WHERE topic = 'tracking.package.attention' AND tenant_id = {shop.TenantId}").ToListAsync());
        var message = JsonDocument.Parse(bodies.Single()).RootElement.GetProperty("message");
        Assert.That(message.GetProperty("packageId").GetString(), Is.EqualTo(shop.Package.Id));
        Assert.That(message.GetProperty("state").GetString(), Is.EqualTo("FAILED_ATTEMPT"));
        Assert.That(message.GetProperty("lastMovementAt").GetDateTimeOffset(), Is.EqualTo(_clock.GetUtcNow()).Within(TimeSpan.FromMinutes(1)));
        Assert.That(readings.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["FAILED_ATTEMPT"] = 1 }));
    }

    [TestCase(InTransit)]
    [TestCase(OutForDelivery)]
    [TestCase(AvailableForPickup)]
    [TestCase(Delivered)]
    public async Task Needs_none_once_it_moves_on(PackageState next)
    {
        var shop = await AddShopAsync();
        await TellInTurnAsync(shop.Scan(PackageState.Exception, 1), shop.Scan(next, 2));
        var package = await PackageAsync(shop);
        Assert.That((package.AttentionReason, package.AttentionSince), Is.EqualTo(((AttentionReason?)null, (DateTimeOffset?)null)));
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "EXCEPTION" }));
    }

    [Test]
    public async Task Is_told_of_again_when_the_reason_changes_or_comes_back()
    {
        var shop = await AddShopAsync();
        await TellInTurnAsync(
            shop.Scan(FailedAttempt, 1), shop.Scan(PackageState.Exception, 2), shop.Scan(PackageState.Exception, 3), shop.Scan(FailedAttempt, 4),
            shop.Scan(OutForDelivery, 5), shop.Scan(FailedAttempt, 6));
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "FAILED_ATTEMPT", "EXCEPTION", "FAILED_ATTEMPT", "FAILED_ATTEMPT" }));
    }

    [Test]
    public async Task Is_told_of_once_when_the_same_news_comes_again_or_late()
    {
        var shop = await AddShopAsync();
        var scan = shop.Scan(PackageState.Exception, 5);
        await TellInTurnAsync(scan, scan, shop.Scan(FailedAttempt, 3), shop.Scan(OutForDelivery, 4));
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.EqualTo(AttentionReason.Exception), "Older news does not move it on.");
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "EXCEPTION" }));
    }

    [TestCase(PackageState.Exception)]
    [TestCase(InTransit)]
    public async Task That_goes_back_is_returned_whatever_its_state(PackageState state)
    {
        var shop = await AddShopAsync();
        await TellInTurnAsync(shop.Scan(PackageState.Exception, 1, "a"), shop.Scan(state, 2, "b") with { IsReturn = true });
        var package = await PackageAsync(shop);
        Assert.That((package.AttentionReason, package.IsReturn), Is.EqualTo(((AttentionReason?)AttentionReason.Returned, true)));
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "EXCEPTION", "RETURNED" }));
    }

    [Test]
    public async Task That_went_back_stays_returned_even_when_it_is_delivered()
    {
        var shop = await AddShopAsync();
        await TellInTurnAsync(
            shop.Scan(PackageState.Exception, 1) with { IsReturn = true },
            shop.Scan(InTransit, 2) with { IsReturn = true },
            shop.Scan(FailedAttempt, 3),
            shop.Scan(Delivered, 4));
        var package = await PackageAsync(shop);
        Assert.That((package.State, package.AttentionReason), Is.EqualTo((Delivered, (AttentionReason?)AttentionReason.Returned)));
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "RETURNED" }));
    }

    [Test]
    public async Task That_went_back_is_returned_in_whatever_order_the_news_comes()
    {
        var shop = await AddShopAsync();
        await TellInTurnAsync(shop.Scan(Delivered, 4), shop.Scan(PackageState.Exception, 1) with { IsReturn = true, IsHistory = true });
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.EqualTo(AttentionReason.Returned));
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "RETURNED" }));
    }

    [Test]
    public async Task That_went_back_before_it_was_known_is_returned_when_it_comes()
    {
        var shop = new Shop(NextNumber());
        await TellAsync(shop.Scan(PackageState.Exception) with { IsReturn = true });
        await StoreAsync(shop.AddTo);
        await TellAsync(new PackageRegistered(shop.TenantId, shop.Package.Id, shop.Package.Carrier, shop.Package.TrackingId));
        Assert.That((await PackageAsync(shop)).AttentionReason, Is.EqualTo(AttentionReason.Returned));
    }

    /// <summary>An answer of a carrier tells many scans at once; those before the last are history and only the state they lead to counts.</summary>
    [Test]
    public async Task Of_which_the_carrier_tells_the_history_needs_attention_only_if_it_is_still_in_it()
    {
        var past = await AddShopAsync();
        var present = await AddShopAsync();
        await TellAsync(
            past.Scan(FailedAttempt, 1) with { IsHistory = true },
            past.Scan(PackageState.Exception, 2) with { IsHistory = true },
            past.Scan(OutForDelivery, 3),
            present.Scan(OutForDelivery, 1) with { IsHistory = true },
            present.Scan(PackageState.Exception, 2, "a") with { IsHistory = true },
            present.Scan(PackageState.Exception, 3, "b"));
        Assert.That(await ReasonsAsync(past), Is.Empty);
        Assert.That(await ReasonsAsync(present), Is.Empty, "The check is still to come.");

        await ChecksAsync();
        Assert.That(await ReasonsAsync(past), Is.Empty);
        Assert.That((await PackageAsync(past)).AttentionReason, Is.Null);
        Assert.That(await ReasonsAsync(present), Is.EqualTo(new[] { "EXCEPTION" }));
        Assert.That((await PackageAsync(present)).AttentionReason, Is.EqualTo(AttentionReason.Exception));
    }

    [Test]
    public async Task Of_which_the_carrier_tells_long_after_needs_attention_all_the_same()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(FailedAttempt) with { IsHistory = true });
        await ChecksAsync();
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "FAILED_ATTEMPT" }));
    }

    [Test]
    public async Task That_came_into_it_again_meanwhile_is_told_of_once()
    {
        var shop = await AddShopAsync();
        await TellInTurnAsync(
            shop.Scan(FailedAttempt, 1) with { IsHistory = true }, shop.Scan(OutForDelivery, 2), shop.Scan(FailedAttempt, 3));
        await ChecksAsync();
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new[] { "FAILED_ATTEMPT" }));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        options.Time = _clock;
        options.Settings["Eci:Messaging:PollInterval"] = "00:00:00.1";
    }

    /// <summary>Lets the time pass that scans of one answer are given, and waits for the checks.</summary>
    private async Task ChecksAsync()
    {
        _clock.Advance(NewsAttention.Patience);
        await Eventually.Async(
            async () => await Host.ScalarAsync(
                $"SELECT count(*) FROM messaging_delivery d JOIN messaging_message m ON m.id = d.message_id WHERE m.topic = '{Check}'") == 0,
            Deadline,
            "that nothing is left to check");
    }
}
