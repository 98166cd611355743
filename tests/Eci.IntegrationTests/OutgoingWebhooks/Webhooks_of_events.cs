using System.Text.Json;
using Eci.Commerce;
using Eci.IntegrationTests.OutgoingWebhooks.Support;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Modules.Tracking.Contracts;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.OutgoingWebhooks;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Webhooks_of_events(DatabaseKind kind) : WebhooksFixture(kind)
{
    private const string MailTopic = "tracking.package.notification.email.sent";

    private readonly BrokenCommit _commit = new();

    [Test]
    public async Task Carry_what_happened_signed_and_without_personal_data()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        var (_, secret) = await SubscribeAsync(shop, Receiver(name), "package.registered", "package.state_changed", "package.mail_sent", "package.needs_attention");
        await TeachAsync(name, secret);
        await TellAsync(new PackageRegistered(shop.TenantId, shop.Package.Id, shop.Package.Carrier, shop.Package.TrackingId));
        await TellAsync(shop.Scan(OutForDelivery) with { Location = "Aschaffenburg" });
        await TellAsync(new PackageNeedsAttention(shop.TenantId, shop.Package.Id, AttentionReason.NoMovement, InTransit, Clock.GetUtcNow()));

        var calls = await ReceivedAsync(name, count: 4);
        Assert.That(calls.Select(c => c.GetProperty("verified").GetBoolean()), Is.All.True);
        Assert.That(
            calls.Select(c => BodyOf(c).GetProperty("type").GetString()),
            Is.EquivalentTo(["package.registered", "package.state_changed", "package.mail_sent", "package.needs_attention"]));
        Assert.That(calls.Select(c => HeaderOf(c, "webhook-id")), Is.EquivalentTo((await DeliveriesAsync(shop)).Select(d => d.Id)).And.Unique);
        Assert.That(calls.Select(c => HeaderOf(c, "content-type")), Is.All.EqualTo("application/json"));
        Assert.That(calls.Select(c => c.ToString()), Has.None.Contains("traceparent").And.None.Contains("Ada").And.None.Contains("@"));
        var moved = BodyOf(calls.Single(c => c.ToString().Contains("package.state_changed", StringComparison.Ordinal))).GetProperty("data");
        Assert.That(
            (Text(moved, "packageId"), Text(moved, "orderNumber"), Text(moved, "from"), Text(moved, "state"), Text(moved, "time"), Text(moved, "location")),
            Is.EqualTo((shop.Package.Id, shop.Order.OrderNumber, "INIT", "OUT_FOR_DELIVERY", "2026-03-02T07:00:00.000Z", "Aschaffenburg")));
    }

    [Test]
    public async Task Cost_no_message_for_tenants_that_want_none()
    {
        var (silent, told) = (await AddShopAsync(), await AddShopAsync());
        await SubscribeAsync(told, Receiver(NextNumber()));
        await TellAsync(silent.Scan(OutForDelivery));
        await TellAsync(told.Scan(OutForDelivery));
        await UntilAsync(async () => await SentAsync(silent) && await SentAsync(told), "both mails");
        Assert.That(await MessagesAsync(silent, MailTopic), Is.Zero);
        Assert.That(await MessagesAsync(told, MailTopic), Is.EqualTo(1));
    }

    [Test]
    public async Task Are_sent_for_chosen_types_only()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await SubscribeAsync(shop, Receiver(name), "package.mail_sent");
        await TellAsync(shop.Scan(OutForDelivery));
        var call = (await ReceivedAsync(name, count: 1)).Single();
        Assert.That(BodyOf(call).GetProperty("type").GetString(), Is.EqualTo("package.mail_sent"));
        Assert.That(await DeliveriesAsync(shop), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Are_made_once_when_the_hub_is_told_twice()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await SubscribeAsync(shop, Receiver(name), "package.state_changed");
        var moved = new PackageStateTransition(shop.TenantId, shop.Package.Id, $"evt_{name}", Init, InTransit, Clock.GetUtcNow(), Clock.GetUtcNow());
        await TellAsync(moved);
        await TellAsync(moved);
        await ReceivedAsync(name, count: 1);
        Assert.That(await DeliveriesAsync(shop), Has.Count.EqualTo(1));
        Assert.That(await MessagesAsync(shop, "webhooks.delivery.requested"), Is.EqualTo(1));
    }

    [Test]
    public async Task Never_reach_another_tenant()
    {
        var (shop, other) = (await AddShopAsync(), await AddShopAsync());
        var (name, strange) = (NextNumber(), NextNumber());
        await SubscribeAsync(shop, Receiver(name), "package.state_changed");
        await SubscribeAsync(other, Receiver(strange), "package.state_changed");
        await TellAsync(shop.Scan(InTransit));
        await ReceivedAsync(name, count: 1);
        Assert.That(await ReceivedAsync(strange), Is.Empty);
        Assert.That(await DeliveriesAsync(other), Is.Empty);
    }

    [Test]
    public async Task Tell_of_an_order_and_of_each_stage_it_passes_once()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await SubscribeAsync(shop, Receiver(name), "order.stored", "order.stage_reached");
        var stored = new OrderStored(shop.TenantId, shop.Order.Id, "saleor", Created: true);
        await TellAsync(stored, shop.Scan(Delivered));
        var bodies = (await ReceivedAsync(name, count: 7)).ConvertAll(BodyOf);
        var order = bodies.Single(body => Text(body, "type") == "order.stored").GetProperty("data");
        Assert.That((Text(order, "orderId"), Text(order, "orderNumber"), Text(order, "origin")), Is.EqualTo((shop.Order.Id, shop.Order.OrderNumber, "saleor")));
        var stages = bodies.Where(body => Text(body, "type") == "order.stage_reached").Select(body => Text(body.GetProperty("data"), "stage"));
        Assert.That(stages, Is.EquivalentTo(["STORED", "WANTED", "PACKED", "SHIPPED", "DELIVERED", "DONE"]));
    }

    [Test]
    public async Task Tell_once_that_an_order_is_delivered()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await SubscribeAsync(shop, Receiver(name), "order.delivered");
        var second = await AddPackageAsync(shop);
        await TellAsync(shop.Scan(Delivered, 8));
        Assert.That(await DeliveriesAsync(shop), Is.Empty, "One package is still on its way.");

        await TellAsync(shop.Scan(Delivered, 9) with { TrackingId = second.TrackingId });
        var data = BodyOf((await ReceivedAsync(name, count: 1)).Single()).GetProperty("data");
        Assert.That((Text(data, "orderId"), Text(data, "orderNumber"), data.GetProperty("packageCount").GetInt32()), Is.EqualTo((shop.Order.Id, shop.Order.OrderNumber, 2)));
        Assert.That(Text(data, "deliveredAt"), Is.EqualTo("2026-03-02T08:00:00.000Z"));
        Assert.That(data.GetProperty("packages").EnumerateArray().Select(p => Text(p, "packageId")), Is.EquivalentTo([shop.Package.Id, second.Id]));

        var third = await AddPackageAsync(shop);
        await TellAsync(shop.Scan(Delivered, 10) with { TrackingId = third.TrackingId });
        Assert.That(await DeliveriesAsync(shop), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Tell_once_of_an_order_whose_packages_are_delivered_at_the_same_time()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await SubscribeAsync(shop, Receiver(name), "order.delivered");
        var others = new List<Package>();
        for (var i = 0; i < 8; i++)
            others.Add(await AddPackageAsync(shop));
        await TellAsync([shop.Scan(Delivered), .. others.Select(p => shop.Scan(Delivered) with { TrackingId = p.TrackingId })]);
        await ReceivedAsync(name, count: 1);
        Assert.That(await DeliveriesAsync(shop), Has.Count.EqualTo(1));
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM messaging_dead_letter WHERE tenant_id = '{shop.TenantId}'"), Is.Zero);
    }

    [Test]
    public async Task Are_signed_with_old_and_new_secret_while_it_is_changed()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        var (id, old) = await SubscribeAsync(shop, Receiver(name), "order.delivered");
        var rotated = Data(
            await AskAsync(
                "mutation ($input: RotateWebhookEndpointSecretInput!) { rotateWebhookEndpointSecret(input: $input) { secret } }",
                shop.Key,
                new { input = new { id, graceHours = 24 } }),
            "rotateWebhookEndpointSecret").GetProperty("secret").GetString()!;
        Assert.That(await VerifiedAsync(shop, name, id, old), Is.True);
        Assert.That(await VerifiedAsync(shop, name, id, rotated), Is.True);
        Clock.Advance(TimeSpan.FromHours(25));
        Assert.That(await VerifiedAsync(shop, name, id, old), Is.False);
        Assert.That(await VerifiedAsync(shop, name, id, rotated), Is.True);
    }

    [Test]
    public async Task Are_repeated_with_the_same_id_when_the_record_of_an_attempt_is_lost()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await SubscribeAsync(shop, Receiver(name), "package.state_changed");
        _commit.BreakNext(shop.TenantId);
        await TellAsync(shop.Scan(InTransit));
        var calls = await ReceivedAsync(name, count: 2);
        Assert.That(calls.Select(c => HeaderOf(c, "webhook-id")).Distinct().Count(), Is.EqualTo(1));
        Assert.That((await TriedAsync(shop)).Status, Is.EqualTo(WebhookDeliveryStatus.Delivered));
        Assert.That(await AttemptsAsync(shop), Has.Count.EqualTo(1), "What was not recorded did not count.");
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Services = services => services.AddSingleton<IInterceptor>(_commit);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<Package> AddPackageAsync(Shop shop)
    {
        var number = NextNumber();
        var package = new Package
        {
            Id = $"pa_{number}",
            TenantId = shop.TenantId,
            Carrier = shop.Package.Carrier,
            TrackingId = number,
            OrderId = shop.Order.Id,
        };
        await StoreAsync(db => db.Add(package));
        return package;
    }

    /// <summary>Sends a test to a receiver that knows only this secret.</summary>
    private async Task<bool> VerifiedAsync(Shop shop, string receiver, string endpointId, string secret)
    {
        var before = (await ReceivedAsync(receiver)).Count;
        await TeachAsync(receiver, secret);
        Data(await AskForAsync("sendTestWebhook", endpointId, shop.Key), "sendTestWebhook");
        return (await ReceivedAsync(receiver, before + 1))[before].GetProperty("verified").GetBoolean();
    }

    /// <summary>Fails a commit that records an attempt, as if the process had ended before it.</summary>
    private Task<bool> SentAsync(Shop shop) => Host.QueryAsync(db =>
        db.Set<TransactionalEmail>().AnyAsync(m => m.TenantId == shop.TenantId && m.Status == TransactionalEmailStatus.Sent));

    private sealed class BrokenCommit : SaveChangesInterceptor
    {
        private string? _tenantId;

        /// <summary>The next record of this tenant: those of the tests before may still be on their way.</summary>
        public void BreakNext(string tenantId) => Volatile.Write(ref _tenantId, tenantId);

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            var tenantId = Volatile.Read(ref _tenantId);
            var records = eventData.Context!.ChangeTracker.Entries<WebhookAttempt>()
                .Any(e => e.State is EntityState.Added && string.Equals(e.Entity.TenantId, tenantId, StringComparison.Ordinal));
            return records && Interlocked.CompareExchange(ref _tenantId, null, tenantId) is not null
                ? throw new IOException("The process ended.")
                : ValueTask.FromResult(result);
        }
    }
}
