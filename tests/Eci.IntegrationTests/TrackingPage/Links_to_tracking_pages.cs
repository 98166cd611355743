using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.TrackingPage;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Links_to_tracking_pages(DatabaseKind kind) : TrackingPageFixture(kind)
{
    private const string Hub = "https://parcels.example.com/eci";
    private const string Replace = "mutation ($id: ID!) { replaceTrackingToken(orderId: $id) { orderId order { trackingPageUrl } } }";

    [Test]
    public async Task Are_in_mails_beside_the_one_to_the_carrier()
    {
        var shop = await AddShopAsync(s => s.Templates.Add(s.Template(PackageState.Delivered, "de", "Eigenes", text: "{{ tracking_page_url }}")));
        await TellInTurnAsync(shop.Scan(PackageState.InTransit, 1), shop.Scan(PackageState.Delivered, 2));
        var mails = await MailsAsync(shop);
        var shipped = mails.Single(mail => mail.Subject != "Eigenes");
        var page = Hub + PathOf(shop);
        Assert.Multiple(() =>
        {
            Assert.That(shipped.HtmlBody, Does.Match($"class=\"button\" href=\"{page}\""));
            Assert.That(shipped.HtmlBody, Does.Match("class=\"link\" href=\"https://tracking\\.dpd\\.de/"));
            Assert.That(shipped.TextBody, Does.Contain(page).And.Contain("https://tracking.dpd.de/"));
            Assert.That(mails.Single(mail => mail.Subject == "Eigenes").TextBody?.Trim(), Is.EqualTo(page));
        });
    }

    [Test]
    public async Task Are_told_by_GraphQL()
    {
        var shop = await AddShopAsync();
        Assert.That(await UrlAsync(shop), Is.EqualTo(Hub + PathOf(shop)));
    }

    [Test]
    public async Task Are_nowhere_while_nobody_says_where_the_hub_is_reached()
    {
        await using var database = await TestDatabase.CreateAsync(Database.Kind);
        await using var host = await EciTestHost.StartAsync(database, options => options.Settings["Eci:PublicUrl"] = "");
        var token = await host.QueryAsync(db => db.Set<Order>().Where(o => o.OrderNumber == "STORE-1001").Select(o => o.TrackingToken).SingleAsync());
        using var push = await host.Client.GetAsync(
            $"/api/v1/tracking/dpd/{DemoTenant.DpdWebhookId}?pushid=1&pnr=01906000683796&depot=0998&status=delivery_carload&statusdate=05012026100200");
        await Eventually.Async(() => Directory.Exists(host.MailFolder) && Directory.GetFiles(host.MailFolder, "*.eml").Length == 1, TimeSpan.FromSeconds(30), "the mail");
        var mail = await MimeKit.MimeMessage.LoadAsync(Directory.GetFiles(host.MailFolder, "*.eml").Single());
        Assert.That(mail.HtmlBody, Does.Not.Contain(token).And.Contain("class=\"button\" href=\"https://tracking.dpd.de/").And.Not.Contain("class=\"link\""));
    }

    [Test]
    public async Task Can_be_replaced_so_that_the_old_one_is_dead()
    {
        var shop = await AddShopAsync();
        var old = PathOf(shop);
        var replaced = (await AskAsync(Replace, shop.Key, new { id = shop.Order.Id })).GetProperty("data").GetProperty("replaceTrackingToken");
        var url = replaced.GetProperty("order").GetProperty("trackingPageUrl").GetString()!;
        Assert.That(replaced.GetProperty("orderId").GetString(), Is.EqualTo(shop.Order.Id));
        Assert.That(url, Does.StartWith(Hub + "/track/tt_").And.Not.EqualTo(Hub + old));
        Assert.That(await UrlAsync(shop), Is.EqualTo(url));
        using var dead = await GetAsync(old);
        Assert.That((int)dead.StatusCode, Is.EqualTo(404));
        using var alive = await GetAsync(url[Hub.Length..]);
        Assert.That((int)alive.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Are_replaced_by_their_own_tenant_only()
    {
        var shop = await AddShopAsync();
        var other = await AddShopAsync();
        foreach (var id in new[] { shop.Order.Id, "o_none", "" })
            Assert.That(CodeOf(await AskAsync(Replace, other.Key, new { id })), Is.EqualTo("ORDER_NOT_FOUND"));
        using var alive = await GetAsync(PathOf(shop));
        Assert.That((int)alive.StatusCode, Is.EqualTo(200));
    }

    [TestCase("read:packages read:orders read:events read:emails", "write:packages")]
    [TestCase("write:packages", "read:orders")]
    public async Task Are_replaced_by_keys_that_may(string scopes, string missing)
    {
        var shop = await AddShopAsync();
        await StoreAsync(db => db.Add(new ApiKey { Id = Ids.New(IdPrefix.ApiKey), TenantId = shop.TenantId, Name = "Other", Hash = ApiKey.HashOf($"other_{shop.Key}"), Scopes = scopes }));
        var answer = await AskAsync(Replace, $"other_{shop.Key}", new { id = shop.Order.Id });
        Assert.That(CodeOf(answer), Is.EqualTo("FORBIDDEN"));
        Assert.That(answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("scope").GetString(), Is.EqualTo(missing));
        using var alive = await GetAsync(PathOf(shop));
        Assert.That((int)alive.StatusCode, Is.EqualTo(200));
    }

    protected override void Configure(EciTestHostOptions options) => options.Settings["Eci:PublicUrl"] = Hub + "/";

    private async Task<string?> UrlAsync(Shop shop)
    {
        var answer = await AskAsync("query ($id: ID!) { packageByTrackingId(trackingId: $id) { order { trackingPageUrl } } }", shop.Key, new { id = shop.Package.TrackingId });
        return answer.GetProperty("data").GetProperty("packageByTrackingId").GetProperty("order").GetProperty("trackingPageUrl").GetString();
    }
}
