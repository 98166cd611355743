using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Orders;
using Eci.Persistence;
using Eci.Sync;
using Eci.Sync.Linking;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor.Support;

/// <summary>The demo tenant's app and a shop of its own. Nothing happens by itself: tests run the parts one by one.</summary>
internal abstract class OrdersFixture(DatabaseKind kind) : HostFixture(kind)
{
    protected SaleorShopServer Shop { get; private set; } = null!;

    protected StatementCounter Statements { get; } = new();

    [OneTimeSetUp]
    public async Task OpenShopAsync()
    {
        Shop = await SaleorShopServer.StartAsync();
        var saleorAppId = await Shop.AddAppAsync("orders-token");
        await Host.InScopeAsync(
            async services =>
            {
                var database = services.GetRequiredService<EciDbContext>();
                var app = await database.Set<SaleorApp>().SingleAsync(a => a.Id == DemoTenant.SaleorAppId);
                app.Settings = app.Settings with { OrderPrefix = "SHOP", RequestsPerSecond = 1000 };
                app.Credentials = services.GetRequiredService<CredentialProtector>().Protect(new SaleorCredentials(Shop.ApiUrl, saleorAppId, "orders-token"));
                return await database.SaveChangesAsync();
            },
            DemoTenant.Id);
    }

    [OneTimeTearDown]
    public async Task CloseShopAsync() => await Shop.DisposeAsync();

    protected override void Configure(EciTestHostOptions options)
    {
        options.Settings["Eci:Sandbox:Saleor:ConnectDemo"] = "false";
        options.Settings["Eci:Roles"] = "api";
        options.Services = services => services.AddSingleton<IInterceptor>(Statements);
    }

    /// <summary>A product of the shop that no other test knows.</summary>
    /// <param name="price">Of its variant, with tax.</param>
    /// <param name="quantity">Pieces in stock.</param>
    /// <param name="isKnown">The hub has it too.</param>
    /// <param name="currency">Sold in the channel of this currency.</param>
    /// <param name="isGiftCard">Nobody ships it.</param>
    protected async Task<string> AddProductAsync(
        decimal price = 10, int quantity = 100, bool isKnown = true, string? currency = null, bool isGiftCard = false)
    {
        var sku = $"SKU-{NextNumber()}";
        await Shop.PostAsync("products", new { name = $"Product {sku}", sku, price, quantity, currency, giftCard = isGiftCard });
        if (isKnown)
        {
            var product = new Product { Id = Ids.New(IdPrefix.Product), TenantId = DemoTenant.Id, Name = sku, NormalizedName = NaturalKey.Of(sku) };
            product.Variants.Add(new ProductVariant { Id = Ids.New(IdPrefix.ProductVariant), TenantId = DemoTenant.Id, ProductId = product.Id, Sku = sku });
            await ChangeAsync(async db => await db.AddAsync(product));
        }

        return sku;
    }

    /// <summary>Places an order, of one piece of a new product unless told otherwise, and reads it into the hub.</summary>
    protected async Task<(JsonElement Placed, Order Row)> PlaceAsync(object? wish = null)
    {
        var placed = await Shop.PlaceOrderAsync(wish ?? new { lines = new[] { new { sku = await AddProductAsync(), quantity = 2 } } });
        Assert.That(await PullAsync<OrderPull>(Id(placed)), Is.All.InstanceOf<PullOutcome.Done>());
        return (placed, await OrderAsync(placed));
    }

    protected static string Id(JsonElement order) => order.GetProperty("id").GetString()!;

    protected static string Number(JsonElement order) => order.GetProperty("number").GetString()!;

    /// <summary>The order as the shop has it now.</summary>
    protected Task<JsonElement> InShopAsync(JsonElement order) => Shop.OrderAsync(Number(order));

    protected Task<Order> OrderAsync(JsonElement placed) => Host.QueryAsync(db => db.Set<Order>().AsNoTracking()
        .Include(o => o.LineItems).Include(o => o.Metadata).Include(o => o.Payments).ThenInclude(p => p.PaymentMethod)
        .Include(o => o.MainContact).Include(o => o.ShippingAddress).Include(o => o.BillingAddress)
        .AsSplitQuery()
        .SingleAsync(o => o.OrderNumber == $"SHOP-{Number(placed)}"));

    /// <summary>Reads records and stores them as the engine does.</summary>
    protected Task<List<PullOutcome?>> PullAsync<TPart>(params string[] ids)
        where TPart : IPullSync => InPartAsync<TPart, List<PullOutcome?>>(async (context, part) =>
        {
            var records = await part.ReadAsync(context, ids, CancellationToken.None);
            return await StoreAsync(context, part, records);
        });

    /// <summary>Pushes a row as the engine does.</summary>
    protected Task<PushResult> PushAsync<TPart>(string id, string? sentHash = null)
        where TPart : IPushSync => InPartAsync<TPart, PushResult>(async (context, part) =>
        {
            var links = await context.Links.ExternalIdsAsync(part.Entity, [id], CancellationToken.None);
            var result = await part.PushAsync(context, new PushRecord(id, links.GetValueOrDefault(id), sentHash), CancellationToken.None);
            if (result is PushResult.Done { ExternalId: { } externalId })
                await context.Links.LinkAsync(part.Entity, externalId, id, CancellationToken.None);
            await SyncContexts.StoreLinksAsync(context, CancellationToken.None);
            await context.Database.SaveChangesAsync();
            return result;
        });

    protected Task<T> InPartAsync<TPart, T>(Func<SyncContext, TPart, Task<T>> work)
        where TPart : ISyncPart => Host.InScopeAsync(
            async services =>
            {
                var app = await services.GetRequiredService<EciDbContext>().Set<SaleorApp>().AsNoTracking().SingleAsync(a => a.Id == DemoTenant.SaleorAppId);
                return await work(services.GetRequiredService<SyncContexts>().Create(app), services.GetRequiredService<TPart>());
            },
            DemoTenant.Id);

    protected static async Task<List<PullOutcome?>> StoreAsync(SyncContext context, IPullSync part, IReadOnlyList<PulledRecord> records)
    {
        await part.ApplyAsync(context, records, CancellationToken.None);
        foreach (var record in records)
        {
            if (record.Outcome is PullOutcome.Done { InternalId: { } internalId })
                await context.Links.LinkAsync(part.Entity, record.ExternalId, internalId, CancellationToken.None);
        }

        await SyncContexts.StoreLinksAsync(context, CancellationToken.None);
        await context.Database.SaveChangesAsync();
        return [.. records.Select(r => r.Outcome)];
    }

    /// <summary>Changes rows of the demo tenant.</summary>
    protected Task ChangeAsync(Func<EciDbContext, Task> change) => Host.InScopeAsync(
        async services =>
        {
            var database = services.GetRequiredService<EciDbContext>();
            await change(database);
            return await database.SaveChangesAsync();
        },
        DemoTenant.Id);

    /// <summary>A package of an order, with lines by SKU when some are named.</summary>
    protected async Task<Package> AddPackageAsync(Order order, string? trackingId = null, params (string Sku, int Quantity)[] lines)
    {
        var package = new Package
        {
            Id = Ids.New(IdPrefix.Package),
            TenantId = DemoTenant.Id,
            Carrier = Carrier.Dpd,
            TrackingId = trackingId ?? NextNumber(),
            OrderId = order.Id,
        };
        foreach (var (sku, quantity) in lines)
        {
            package.LineItems.Add(new PackageLineItem
            {
                Id = Ids.New(IdPrefix.PackageLineItem),
                TenantId = DemoTenant.Id,
                PackageId = package.Id,
                Position = package.LineItems.Count + 1,
                Sku = sku,
                Quantity = quantity,
            });
        }

        await ChangeAsync(async db => await db.AddAsync(package));
        return package;
    }
}
