using Eci.IntegrationTests.OutgoingWebhooks.Support;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Testing.Servers;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.OutgoingWebhooks;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Endpoints_that_fail(DatabaseKind kind) : WebhooksFixture(kind)
{
    private const string Disabled = "webhooks.endpoint.disabled";

    [Test]
    public async Task Are_switched_off_after_days_and_told_of()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await AnswerAsync(name, 500, count: 2);
        var (id, _) = await SubscribeAsync(shop, Receiver(name), "package.state_changed");
        await TellAsync(shop.Scan(InTransit));
        await TriedAsync(shop);
        Assert.That((await EndpointAsync(id)).DisabledAt, Is.Null);

        Clock.Advance(TimeSpan.FromDays(5.1));
        Assert.That(await TriedAsync(shop, attempts: 2), Has.Property("Status").EqualTo(WebhookDeliveryStatus.Failed));
        Assert.That(await EndpointAsync(id), Has.Property("DisabledReason").EqualTo(WebhookDisabledReason.Failing));
        Assert.That(await MessagesAsync(shop, Disabled), Is.EqualTo(1));
        await TellAsync(shop.Scan(OutForDelivery, 9));
        Assert.That(await DeliveriesAsync(shop), Has.Count.EqualTo(1), "Nothing is kept for it.");

        await EnableAsync(id, shop.Key);
        await TellAsync(shop.Scan(Delivered, 10));
        await UntilAsync(async () => (await DeliveriesAsync(shop)).Exists(d => d.Status is WebhookDeliveryStatus.Delivered), "the next event");
        Assert.That(await EndpointAsync(id), Has.Property("DisabledAt").Null);
    }

    [Test]
    public async Task Stay_on_when_one_delivery_succeeds_in_between()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await AnswerAsync(name, 500);
        var (id, _) = await SubscribeAsync(shop, Receiver(name), "package.state_changed");
        await TellAsync(shop.Scan(InTransit));
        await TriedAsync(shop);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await TriedAsync(shop, attempts: 2);

        Clock.Advance(TimeSpan.FromDays(6));
        await AnswerAsync(name, 500);
        await TellAsync(shop.Scan(OutForDelivery, 9));
        await UntilAsync(async () => (await DeliveriesAsync(shop)) is [_, { Attempts: 1 }], "the failure");
        Assert.That((await EndpointAsync(id)).DisabledAt, Is.Null);
        Assert.That(await MessagesAsync(shop, Disabled), Is.Zero);
    }

    [Test]
    public async Task Get_what_was_waiting_no_more_once_somebody_switched_them_off()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await AnswerAsync(name, 500);
        var (id, _) = await SubscribeAsync(shop, Receiver(name), "package.state_changed");
        await TellAsync(shop.Scan(InTransit));
        await TriedAsync(shop);
        await EnableAsync(id, shop.Key, enabled: false);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await UntilAsync(async () => (await DeliveriesAsync(shop)).Single().Status is WebhookDeliveryStatus.Failed, "the end of it");
        Assert.That(await ReceivedAsync(name), Has.Count.EqualTo(1));
        Assert.That((await DeliveriesAsync(shop)).Single(), Has.Property("Note").EqualTo("The endpoint is switched off.").And.Property("Attempts").EqualTo(1));
    }

    [Test]
    public async Task Get_nothing_once_they_are_deleted_but_stay_in_the_log()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await AnswerAsync(name, 500);
        var (id, _) = await SubscribeAsync(shop, Receiver(name), "package.state_changed");
        await TellAsync(shop.Scan(InTransit));
        var delivery = await TriedAsync(shop);
        Data(await AskForAsync("deleteWebhookEndpoint", id, shop.Key), "deleteWebhookEndpoint");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await UntilAsync(async () => (await DeliveriesAsync(shop)).Single().Status is WebhookDeliveryStatus.Failed, "the end of it");
        Assert.That(await ReceivedAsync(name), Has.Count.EqualTo(1));
        Assert.That(CodeOf(await AskForAsync("resendWebhookDelivery", delivery.Id, shop.Key)), Is.EqualTo("WEBHOOK_ENDPOINT_NOT_FOUND"));
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM outgoing_webhooks_secret WHERE tenant_id = '{shop.TenantId}'"), Is.Zero);
    }

    [Test]
    public async Task By_being_slow_hold_up_nobody_else()
    {
        await using var slow = new OddReceiver(OddReceiver.HangAsync);
        var (shop, other) = (await AddShopAsync(), await AddShopAsync());
        var (id, _) = await SubscribeAsync(shop, slow.Url, "order.delivered");
        for (var i = 0; i < 40; i++)
            Data(await AskForAsync("sendTestWebhook", id, shop.Key), "sendTestWebhook");
        await UntilAsync(() => Task.FromResult(slow.Ids.Count >= 4), "the first requests");

        var name = NextNumber();
        await SubscribeAsync(other, Receiver(name), "package.state_changed");
        var started = TimeProvider.System.GetTimestamp();
        await TellAsync(other.Scan(InTransit));
        await ReceivedAsync(name, count: 1);
        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(10)));
        Assert.That(slow.MostAtOnce, Is.EqualTo(4));
        await EnableAsync(id, shop.Key, enabled: false);
    }

    private async Task EnableAsync(string id, string key, bool enabled = true) => Data(
        await AskAsync("mutation ($id: ID!, $on: Boolean!) { setWebhookEndpointEnabled(id: $id, enabled: $on) { enabled } }", key, new { id, on = enabled }),
        "setWebhookEndpointEnabled");
}
