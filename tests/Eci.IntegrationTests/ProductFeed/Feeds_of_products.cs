using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.ProductFeed.Support;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.ProductFeed.Data;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.ProductFeed;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Feeds_of_products(DatabaseKind kind) : FeedFixture(kind)
{
    [Test]
    public async Task Tell_of_every_published_variant()
    {
        var shop = await AddFedShopAsync();
        await AddProductsAsync(shop, 1, 2, 3);
        await StoreAsync(db => db.AddRange(ProductRows(shop, 4, stock: 0)));
        await Host.QueryAsync(db => db.Set<ProductListing>().Where(l => l.ProductId == $"pro_{shop.TenantId}_000003")
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.IsPublished, false)));
        await BuildAsync();
        Assert.That(await LinesAsync(shop), Is.EqualTo(new[]
        {
            Line("000001", "in stock"), Line("000002", "in stock"), Line("000004", "out of stock"),
        }));
        using var xml = await GetAsync(shop, "facebookcommerce", "?format=xml");
        Assert.That(xml.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/rss+xml; charset=utf-8"));
        Assert.That(XDocument.Parse(await xml.Content.ReadAsStringAsync()).Descendants("item").Count(), Is.EqualTo(3));
        var state = await StateAsync(shop);
        Assert.That((state.Rows, state.LeftOut, state.Error), Is.EqualTo((3, 0, (string?)null)));
    }

    [Test]
    public async Task Tell_what_the_channel_shows_now()
    {
        var shop = await AddFedShopAsync();
        await AddProductsAsync(shop, 1, 2, 3);
        await StoreAsync(db => db.AddRange(ProductRows(shop, 4, stock: 0)));
        var tomorrow = Clock.GetUtcNow().AddDays(1);
        await ChangeListingAsync(shop, "000001", listing => listing.IsHidden = true);
        await ChangeListingAsync(shop, "000002", listing => listing.PublishedFrom = tomorrow);
        await ChangeListingAsync(shop, "000003", listing => (listing.IsAvailableForPurchase, listing.AvailableFrom) = (false, tomorrow));
        await Host.QueryAsync(db => db.Set<ProductVariant>().Where(v => v.Id == $"pro_v_{shop.TenantId}_000004").ExecuteUpdateAsync(set => set.SetProperty(v => v.IsUncounted, true)));
        await BuildAsync();
        Assert.That(await LinesAsync(shop), Is.EqualTo(new[] { Line("000003", "out of stock"), Line("000004", "in stock") }));
        Clock.Advance(TimeSpan.FromDays(2));
        await BuildAsync();
        Assert.That(await LinesAsync(shop), Is.EqualTo(new[] { Line("000002", "in stock"), Line("000003", "in stock"), Line("000004", "in stock") }));
    }

    [Test]
    public async Task Are_not_sent_again_while_they_are_the_same()
    {
        var shop = await AddFedShopAsync();
        await AddProductsAsync(shop, 1);
        await BuildAsync();
        using var first = await GetAsync(shop);
        var (tag, modified) = (first.Headers.ETag!, first.Content.Headers.LastModified!.Value);
        Assert.That(first.Headers.CacheControl?.ToString(), Does.Contain("must-revalidate"));
        Assert.That(first.Content.Headers.ContentDisposition?.FileName, Does.StartWith("productdatafeed-").And.EndsWith(".csv"));
        using var same = await GetAsync(shop, change: r => r.Headers.IfNoneMatch.Add(tag));
        Assert.That((same.StatusCode, same.Headers.ETag, same.Content.Headers.ContentLength ?? 0), Is.EqualTo((HttpStatusCode.NotModified, tag, 0)));
        using var since = await GetAsync(shop, change: r => r.Headers.IfModifiedSince = modified);
        Assert.That(since.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        using var head = await GetAsync(shop, method: HttpMethod.Head);
        Assert.That((head.StatusCode, head.Headers.ETag, head.Content.Headers.ContentLength), Is.EqualTo((HttpStatusCode.OK, tag, first.Content.Headers.ContentLength)));

        Clock.Advance(TimeSpan.FromHours(7));
        await BuildAsync();
        using var rebuilt = await GetAsync(shop, change: r => r.Headers.IfNoneMatch.Add(tag));
        Assert.That(rebuilt.StatusCode, Is.EqualTo(HttpStatusCode.NotModified), "Built anew with the same content.");
        Assert.That(rebuilt.Content.Headers.LastModified, Is.EqualTo(modified));

        await AddProductsAsync(shop, 2);
        Clock.Advance(TimeSpan.FromHours(7));
        await BuildAsync();
        using var other = await GetAsync(shop, change: r => r.Headers.IfNoneMatch.Add(tag));
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(other.Headers.ETag, Is.Not.EqualTo(tag));
    }

    [Test]
    public async Task Are_younger_than_what_callers_have_although_they_are_as_once_before()
    {
        var shop = await AddFedShopAsync();
        await AddProductsAsync(shop, 1);
        var times = new List<DateTimeOffset>();
        foreach (var stock in (decimal[])[5, 0, 5])
        {
            await Host.QueryAsync(db => db.Set<StockEntry>().Where(s => s.TenantId == shop.TenantId).ExecuteUpdateAsync(set => set.SetProperty(s => s.AvailableForSale, stock)));
            await BuildAsync();
            using var answer = await GetAsync(shop, change: r => r.Headers.IfModifiedSince = times.Count > 0 ? times[^1] : null);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"Build {times.Count + 1} is not what the caller has.");
            times.Add(answer.Content.Headers.LastModified!.Value);
            Clock.Advance(TimeSpan.FromHours(7));
        }

        Assert.That(times, Is.Ordered.And.Unique);
    }

    [TestCase("*", HttpStatusCode.NotModified)]
    [TestCase("W/\"{0}\"", HttpStatusCode.NotModified)]
    [TestCase("\"other\", W/\"{0}\", \"more\"", HttpStatusCode.NotModified)]
    [TestCase("\"{0}-gzip\"", HttpStatusCode.NotModified)]
    [TestCase("\"other\"", HttpStatusCode.OK)]
    [TestCase("\"*\"", HttpStatusCode.OK)]
    [TestCase("{0}", HttpStatusCode.OK)]
    public async Task Are_not_sent_to_those_who_name_their_tag(string condition, HttpStatusCode status)
    {
        var shop = await AddFedShopAsync();
        await AddProductsAsync(shop, 1);
        await BuildAsync();
        using var first = await GetAsync(shop);
        var header = string.Format(CultureInfo.InvariantCulture, condition, first.Headers.ETag!.Tag.Trim('"'));
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            using var answer = await GetAsync(shop, method: method, change: r =>
            {
                r.Headers.TryAddWithoutValidation("If-None-Match", header);
                r.Headers.IfModifiedSince = DateTimeOffset.UnixEpoch;
            });
            Assert.That(answer.StatusCode, Is.EqualTo(status), method.Method);
            Assert.That(answer.Headers.ETag, Is.EqualTo(first.Headers.ETag));
        }
    }

    [Test]
    public async Task Are_sent_compressed_to_those_who_take_it()
    {
        var shop = await AddFedShopAsync();
        await AddProductsAsync(shop, Enumerable.Range(1, 50));
        await BuildAsync();
        var plain = await LinesAsync(shop);
        using var answer = await GetAsync(shop, change: r => r.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip")));
        Assert.That(answer.Content.Headers.ContentEncoding, Is.EqualTo(["gzip"]));
        await using var gzip = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        var text = await reader.ReadToEndAsync();
        Assert.That(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1), Is.EqualTo(plain));
        using var refused = await GetAsync(shop, change: r => r.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip;q=0"));
        Assert.That(refused.Content.Headers.ContentEncoding, Is.Empty);
    }

    [Test]
    public async Task Hold_nothing_of_other_tenants()
    {
        var (first, second) = (await AddFedShopAsync(), await AddFedShopAsync());
        await AddProductsAsync(first, 1, 2);
        await AddProductsAsync(second, 3);
        await BuildAsync();
        Assert.That((await LinesAsync(second)).Single(), Does.StartWith("SKU-000003,"));
        await TellAsync(new ProductStored(first.TenantId, "pro_x"));
        Assert.That((await StateAsync(second)).DirtySince, Is.Null);
    }

    [Test]
    public async Task Are_refused_with_the_reason()
    {
        var shop = await AddFedShopAsync();
        Assert.That(await RefusalAsync(GetAsync(shop)), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "feed_not_built")));
        Assert.That(await RefusalAsync(GetAsync(shop, "ebay")), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")));
        Assert.That(await RefusalAsync(GetAsync(shop, query: "?format=pdf")), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")));
        Assert.That(await RefusalAsync(GetAsync(shop with { WebhookId = "wh_unknown" })), Is.EqualTo((HttpStatusCode.NotFound, "webhook_not_found")));
        await StoreAsync(db => db.Add(new IncomingWebhook { Id = $"wh_other_{shop.TenantId}", TenantId = shop.TenantId, AppId = shop.Tenant.CarrierApp.Id }));
        Assert.That(
            await RefusalAsync(GetAsync(shop with { WebhookId = $"wh_other_{shop.TenantId}" })), Is.EqualTo((HttpStatusCode.NotFound, "webhook_not_found")), "Of an app that is no feed.");
        await Host.QueryAsync(db => db.Set<Subscription>().Where(s => s.Id == shop.Tenant.Subscription.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.PaidUntil, DateTimeOffset.UnixEpoch)));
        Assert.That(await RefusalAsync(GetAsync(shop)), Is.EqualTo((HttpStatusCode.PaymentRequired, "subscription_required")));
        await AnswerAsync($$"""mutation { setAppEnabled(id: "{{shop.AppId}}", enabled: false) { id } }""", shop.Tenant.Key);
        Assert.That(await RefusalAsync(GetAsync(shop)), Is.EqualTo((HttpStatusCode.Forbidden, "integration_disabled")));
    }

    [Test]
    public async Task Go_with_their_app()
    {
        var shop = await AddFedShopAsync();
        await AddProductsAsync(shop, 1);
        await BuildAsync();
        await Host.QueryAsync(db => db.Set<IncomingWebhook>().Where(w => w.Id == shop.WebhookId).ExecuteDeleteAsync());
        await Host.QueryAsync(db => db.Set<IntegrationApp>().Where(l => l.AppId == shop.AppId).ExecuteDeleteAsync());
        await AnswerAsync($$"""mutation { deleteApp(id: "{{shop.AppId}}") { id } }""", shop.Tenant.Key);
        await BuildAsync();
        Assert.That(await Host.QueryAsync(db => db.Set<ProductFeedPart>().CountAsync(p => p.AppId == shop.AppId)), Is.Zero);
        Assert.That(await Host.QueryAsync(db => db.Set<ProductFeedState>().CountAsync(p => p.AppId == shop.AppId)), Is.Zero);
    }

    private Task ChangeListingAsync(FedShop shop, string number, Action<ProductListing> change) => StoreAsync(db =>
        change(db.Set<ProductListing>().Single(l => l.ProductId == $"pro_{shop.TenantId}_{number}")));

    private static string Line(string number, string availability) => string.Create(
        CultureInfo.InvariantCulture,
        $"SKU-{number},Product {number},About {number},https://cdn.example.com/{number}.jpg,,https://shop.example.com/p/product-{number},12.00 EUR,9.90 EUR,new,4006381333931,Acme,250g,{availability},,,,,");

    private static async Task<(HttpStatusCode Status, string Code)> RefusalAsync(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        return (answer.StatusCode, Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "code"));
    }
}
