using System.Data.Common;
using System.Globalization;
using Eci.Commerce;
using Eci.IntegrationTests.ProductFeed.Support;
using Eci.Modules.ProductFeed.Building;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.ProductFeed;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class A_feed_of_many_products(DatabaseKind kind) : FeedFixture(kind)
{
    private const int Products = 10_000;
    private const int Portion = 500;
    private const int StatementsOfAPage = 6;
    private const long Megabyte = 1024 * 1024;

    private readonly Probe _probe = new();

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Settings["Eci:Roles"] = "api";
        options.Services = services => services.AddSingleton<IInterceptor>(_probe);
    }

    [Test]
    public async Task Is_built_and_sent_in_little_memory_and_few_statements()
    {
        var shop = await AddFedShopAsync();
        for (var first = 0; first < Products; first += Portion)
        {
            await StoreAsync(db => db.AddRange(Enumerable.Range(first, Portion).SelectMany(number => ProductRows(shop, number, description: Description(number)))));
        }

        var start = TimeProvider.System.GetTimestamp();
        _probe.Start();
        await BuildAsync();
        var (statements, grown) = _probe.Stop();
        var duration = TimeProvider.System.GetElapsedTime(start);

        _probe.Start();
        using var answer = await Host.Client.GetAsync($"/api/product-data-feed/v1/facebookcommerce/{shop.WebhookId}?format=xml", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[81920];
        var (sent, read) = (0L, 0);
        while ((read = await stream.ReadAsync(buffer)) > 0)
            sent += read;
        var (serving, grownServing) = _probe.Stop();

        await TestContext.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{Products} products, four files, the largest {sent / Megabyte} MB: built in {duration.TotalSeconds:0.0} s, {statements} statements, live memory +{grown / Megabyte} MB; sent with {serving} statements, +{grownServing / Megabyte} MB"));
        Assert.Multiple(() =>
        {
            Assert.That(sent, Is.EqualTo(answer.Content.Headers.ContentLength).And.GreaterThan(20 * Megabyte));
            Assert.That(grown, Is.LessThan(sent / 2), "Building holds no file as a whole.");
            Assert.That(grownServing, Is.LessThan(sent / 2), "Nor does sending.");
        });
        var parts = await Host.ScalarAsync($"SELECT count(*) FROM product_feed_part WHERE app_id = '{shop.AppId}'");
        var pages = (Products / FeedBuilder.PageSize) + 1;
        Assert.That(statements, Is.LessThanOrEqualTo((StatementsOfAPage * pages) + parts + 25));
        Assert.That((await StateAsync(shop)).Rows, Is.EqualTo(Products));
    }

    [Test]
    public async Task Is_built_in_little_memory_when_few_products_have_many_variants()
    {
        const int Few = 20;
        const int VariantsOfEach = 200;
        var shop = await AddFedShopAsync();
        for (var number = 1; number <= Few; number++)
        {
            await StoreAsync(db =>
            {
                var rows = ProductRows(shop, number, description: Description(number) + Description(number + Few)).ToList();
                db.AddRange(rows);
                db.AddRange(Enumerable.Range(1, VariantsOfEach - 1).SelectMany(i => VariantRows(shop, rows.OfType<Product>().Single().Id, $"{number}-{i}")));
            });
        }

        var most = await LiveMemoryAsync(BuildAsync);
        using var answer = await GetAsync(shop, "facebookcommerce", "?format=xml");
        Assert.That((await StateAsync(shop)).Rows, Is.EqualTo(Few * VariantsOfEach));
        var length = answer.Content.Headers.ContentLength!.Value;
        Assert.That(length, Is.GreaterThan(20 * Megabyte));
        Assert.That(most, Is.LessThan(length), "Neither a file nor the rows of a page are held as a whole.");
    }

    private static IEnumerable<object> VariantRows(FedShop shop, string product, string number)
    {
        var variant = $"pro_v_{shop.TenantId}_{number}";
        yield return new ProductVariant { Id = variant, TenantId = shop.TenantId, ProductId = product, Sku = $"SKU-{number}", Name = number };
        yield return new SalesChannelPrice
        {
            Id = $"sc_pe_{shop.TenantId}_{number}",
            TenantId = shop.TenantId,
            SalesChannelId = shop.ChannelId,
            ProductVariantId = variant,
            Price = 9.9m,
            Currency = "EUR",
        };
    }

    /// <summary>How much more of the heap was alive at the worst moment of some work.</summary>
    private static async Task<long> LiveMemoryAsync(Func<Task> work)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var ended = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            var most = before;
            while (!ended.IsCancellationRequested)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }

            return most - before;
        });
        await work();
        await ended.CancelAsync();
        return await watch;
    }

    /// <summary>Some text that does not compress to nothing.</summary>
    private static string Description(int number) =>
        $"<p>{string.Join(' ', Enumerable.Range(0, 200).Select(i => (((long)number * 7919) + (i * 104729)).ToString(CultureInfo.InvariantCulture)))}</p>";

    /// <summary>Counts statements and looks now and then how much of the heap is alive.</summary>
    private sealed class Probe : DbCommandInterceptor
    {
        private const int Every = 40;

        private long _before;
        private long _most;
        private int _count;
        private bool _runs;

        public void Start() => (_before, _most, _count, _runs) = (GC.GetTotalMemory(forceFullCollection: true), 0, 0, true);

        public (int Statements, long Grown) Stop()
        {
            _runs = false;
            return (_count, _most - _before);
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Look();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Look();
            return ValueTask.FromResult(result);
        }

        private void Look()
        {
            if (!_runs)
                return;
            if (_count++ % Every == 0)
                _most = Math.Max(_most, GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}
