using System.Net;
using System.Text.Json;
using Eci.Core;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Tracking;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class A_webhook_of_a_shop(DatabaseKind kind) : TrackingFixture(kind)
{
    private static readonly TestCaseData[] Refusals =
    [
        Case("integration_disabled", "the app is switched off", s => s.CarrierApp.Enabled = false),
        Case("integration_disabled", "the integration is switched off", s => s.Integration.Enabled = false),
        Case("subscription_required", "no longer paid", s => s.Subscription.PaidUntil = new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero)),
        Case("subscription_required", "never paid", s => s.Subscription.PaidUntil = null),
        Case("subscription_required", "no subscription", s => s.Integration.SubscriptionId = null),
    ];

    [TestCaseSource(nameof(Refusals))]
    public async Task Takes_nothing_while_it_may_not_be_used(string code, Action<Shop> change)
    {
        var shop = await AddShopAsync(change);
        var webhook = await AddWebhookAsync(shop);
        using var answer = await PushAsync(webhook, shop);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That(answer.StatusCode, Is.EqualTo(code == "integration_disabled" ? HttpStatusCode.Forbidden : HttpStatusCode.PaymentRequired));
        Assert.That(await MessagesAsync(shop, "tracking.package.update"), Is.Zero);
    }

    [Test]
    public async Task Takes_news_again_as_soon_as_it_may_be_used()
    {
        var shop = await AddShopAsync(s => s.CarrierApp.Enabled = false);
        var webhook = await AddWebhookAsync(shop);
        using (var refused = await PushAsync(webhook, shop))
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        await Host.QueryAsync(async db =>
        {
            (await db.Set<App>().SingleAsync(a => a.Id == shop.CarrierApp.Id)).Enabled = true;
            return await db.SaveChangesAsync();
        });
        using (var accepted = await PushAsync(webhook, shop))
            Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await SettleAsync();
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(PackageState.InTransit));
    }

    [Test]
    public async Task Moves_packages_of_its_own_tenant_only()
    {
        var shop = await AddShopAsync();
        var other = await AddShopAsync();
        using var accepted = await PushAsync(await AddWebhookAsync(other), shop);
        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await SettleAsync();
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(PackageState.Init));
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM tracking_parked_update WHERE tenant_id = '{other.TenantId}'"), Is.EqualTo(1));
    }

    private static TestCaseData Case(string code, string when, Action<Shop> change) => new TestCaseData(code, change).SetArgDisplayNames(code, when);

    private async Task<string> AddWebhookAsync(Shop shop)
    {
        var webhook = new IncomingWebhook { Id = Ids.NewSecret(IdPrefix.Webhook), TenantId = shop.TenantId, AppId = shop.CarrierApp.Id };
        await StoreAsync(db => db.Add(webhook));
        return webhook.Id;
    }

    private Task<HttpResponseMessage> PushAsync(string webhook, Shop shop) => Host.Client.GetAsync(
        $"/api/v1/tracking/dpd/{webhook}?pushid={NextNumber()}&pnr={shop.Package.TrackingId}&depot=0998&status=pickup_depot&statusdate=05012026100200");
}
