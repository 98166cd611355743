using System.Globalization;
using System.Net;
using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Management;
using Eci.IntegrationTests.Tracking;
using Eci.Messaging.Operations;
using Eci.Modules.ProductFeed.Data;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.ProductFeed.Support;

/// <summary>A tenant with products in a channel and a feed of them.</summary>
internal sealed record FedShop(Shop Tenant, string ChannelId, string AppId, string WebhookId)
{
    public string TenantId => Tenant.TenantId;
}

/// <summary>Feeds in one host, built when the test says so.</summary>
internal abstract class FeedFixture(DatabaseKind kind) : ManagementFixture(kind)
{
    protected RunningClock Clock { get; } = new();

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Time = Clock;
    }

    protected async Task<FedShop> AddFedShopAsync(Func<ProductFeedSettings, ProductFeedSettings>? change = null)
    {
        var tenant = await AddShopAsync();
        var shop = new FedShop(tenant, $"sc_{tenant.TenantId}", $"app_feed_{tenant.TenantId}", $"wh_feed_{tenant.TenantId}");
        var settings = new ProductFeedSettings("default", "https://shop.example.com/p/{slug}");
        await StoreAsync(db =>
        {
            db.Add(new SalesChannel { Id = shop.ChannelId, TenantId = shop.TenantId, Name = "Default", NormalizedName = "default", Slug = "default", Currency = "EUR" });
            db.Add(new Warehouse { Id = $"wrh_{shop.TenantId}", TenantId = shop.TenantId, Name = "Main", NormalizedName = "main" });
            db.Add(new ProductFeedApp { Id = shop.AppId, TenantId = shop.TenantId, Name = "Feed", Settings = change?.Invoke(settings) ?? settings });
            db.Add(new IncomingWebhook { Id = shop.WebhookId, TenantId = shop.TenantId, AppId = shop.AppId });
            db.Add(new ProductFeedIntegration { Id = $"int_feed_{shop.TenantId}", TenantId = shop.TenantId, Name = "Feeds", SubscriptionId = tenant.Subscription.Id });
            db.Add(new IntegrationApp { TenantId = shop.TenantId, IntegrationId = $"int_feed_{shop.TenantId}", AppId = shop.AppId, Role = IntegrationRole.Feed });
        });
        return shop;
    }

    /// <summary>Rows of a product with one variant.</summary>
    protected static IEnumerable<object> ProductRows(FedShop shop, int number, decimal stock = 5, string? description = null)
    {
        var text = number.ToString("D6", CultureInfo.InvariantCulture);
        var (product, variant) = ($"pro_{shop.TenantId}_{text}", $"pro_v_{shop.TenantId}_{text}");
        yield return new Product
        {
            Id = product,
            TenantId = shop.TenantId,
            Name = $"Product {text}",
            NormalizedName = text,
            Slug = $"product-{text}",
            DescriptionHtml = description ?? $"<p>About {text}</p>",
        };
        yield return new ProductVariant { Id = variant, TenantId = shop.TenantId, ProductId = product, Sku = $"SKU-{text}", Ean = "4006381333931", WeightGrams = 250 };
        yield return new ProductListing { TenantId = shop.TenantId, ProductId = product, SalesChannelId = shop.ChannelId, IsPublished = true, IsAvailableForPurchase = true };
        yield return new ProductMedia { Id = $"media_{product}", TenantId = shop.TenantId, ProductId = product, Url = $"https://cdn.example.com/{text}.jpg", Position = 1 };
        yield return new ProductAttribute
        {
            Id = $"attr_{product}",
            TenantId = shop.TenantId,
            ProductId = product,
            Name = "Brand",
            NormalizedName = "brand",
            Value = "Acme",
        };
        yield return new SalesChannelPrice
        {
            Id = $"sc_pe_{product}",
            TenantId = shop.TenantId,
            SalesChannelId = shop.ChannelId,
            ProductVariantId = variant,
            Price = 9.9m,
            UndiscountedPrice = 12,
            Currency = "EUR",
        };
        yield return new StockEntry
        {
            Id = $"stock_{product}",
            TenantId = shop.TenantId,
            WarehouseId = $"wrh_{shop.TenantId}",
            ProductVariantId = variant,
            Owner = "saleor",
            AvailableForSale = stock,
        };
    }

    protected Task AddProductsAsync(FedShop shop, params IEnumerable<int> numbers) => StoreAsync(db => db.AddRange(numbers.SelectMany(number => ProductRows(shop, number))));

    /// <summary>Builds what is due, as the scheduler does.</summary>
    protected async Task BuildAsync()
    {
        await using var scope = Host.Services.CreateAsyncScope();
        await Host.Services.GetServices<IRecurringJob>().Single(job => job.Name == "product-feeds").RunAsync(scope.ServiceProvider, CancellationToken.None);
    }

    protected Task<HttpResponseMessage> GetAsync(
        FedShop shop, string variant = "googlemerchant", string query = "", HttpMethod? method = null, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"/api/product-data-feed/v1/{variant}/{shop.WebhookId}{query}");
        change?.Invoke(request);
        return Host.Client.SendAsync(request);
    }

    /// <summary>The lines of a feed without its header.</summary>
    protected async Task<List<string>> LinesAsync(FedShop shop, string variant = "googlemerchant")
    {
        using var answer = await GetAsync(shop, variant);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }

    protected Task<ProductFeedState> StateAsync(FedShop shop) =>
        Host.QueryAsync(db => db.Set<ProductFeedState>().AsNoTracking().SingleAsync(s => s.AppId == shop.AppId));
}
