using System.Diagnostics;
using Eci.Core;
using Eci.Modules.Saleor.Contracts;
using Eci.Scheduling;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Eci.Benchmarks;

/// <summary>
/// A shop with many products and orders that comes into the hub, and is looked through again. Hub and shop are in this process; nobody works
/// on what the run announces.
/// </summary>
internal sealed class SaleorSuite(DatabaseKind kind, Report report)
{
    private const int Products = 10_000;
    private const int Orders = 5_000;

    private readonly string _column = kind.ToString();
    private readonly ExecutedStatements _statements = new();
    private readonly RequestCounter _requests = new();

    public async Task RunAsync()
    {
        await using var shop = await SaleorShopServer.StartAsync();
        await shop.OpenAsync(Products, Orders);
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var host = await EciTestHost.StartAsync(database, options =>
        {
            options.Settings["Eci:Roles"] = "api,migrate";
            options.Settings["Eci:PublicUrl"] = string.Empty;
            options.Services = services =>
            {
                services.AddSingleton<IInterceptor>(_statements);
                services.ConfigureHttpClientDefaults(clients => clients.AddHttpMessageHandler(() => new CountingHandler(_requests)));
            };
        });
        await ConnectAsync(host, shop);
        var stored = await MeasureAsync(host, "First run");
        await MeasureAsync(host, "Second run, nothing changed");
        report.Warn($"{Products} products with their variants and stock, {Orders} orders, customers: {stored} records. The shop is asked at most 50 times a second.");
    }

    private static Task ConnectAsync(EciTestHost host, SaleorShopServer shop) => host.InScopeAsync(
        async services =>
        {
            var links = services.GetRequiredService<ISaleorInstallLinks>();
            var link = await links.CreateAsync(new NewSaleorInstallLink(SaleorAppType.EntitySync, DemoTenant.SaleorAppId), CancellationToken.None);
            var manifestUrl = new Uri(host.BaseAddress, new Uri(host.BaseAddress, link.ManifestUrl).PathAndQuery);
            return await shop.PostAsync("install", new { manifestUrl });
        },
        DemoTenant.Id);

    private async Task<long> MeasureAsync(EciTestHost host, string what)
    {
        var (statements, requests, start) = (_statements.Count, _requests.Count, Stopwatch.GetTimestamp());
        var run = await host.InScopeAsync(
            async services =>
            {
                var job = services.GetServices<IAppJob>().Single(j => j.Name == "saleor-sync");
                var run = new JobRun(Ids.New(IdPrefix.Run), DemoTenant.Id, DemoTenant.SaleorAppId, services);
                await job.RunAsync(run, CancellationToken.None);
                return run;
            },
            DemoTenant.Id);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (run.Note is { } note)
            report.Warn($"{what}: {note}");
        var stored = run.Counts.Where(c => c.Key.EndsWith(".stored", StringComparison.Ordinal)).Sum(c => (long)c.Value);
        report.Add(_column, $"{what}: records stored", stored, "", null);
        report.Add(_column, $"{what}: time", seconds, "s", null);
        report.Add(_column, $"{what}: requests", _requests.Count - requests, "", null);
        report.Add(_column, $"{what}: statements", _statements.Count - statements, "", null);
        if (stored > 0)
        {
            report.Add(_column, $"{what}: requests per record", (_requests.Count - requests) / (double)stored, "", null);
            report.Add(_column, $"{what}: statements per record", (_statements.Count - statements) / (double)stored, "", null);
        }

        return stored;
    }

    private sealed class RequestCounter
    {
        private int _count;

        public int Count => _count;

        public void Increment() => Interlocked.Increment(ref _count);
    }

    private sealed class CountingHandler(RequestCounter counter) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            counter.Increment();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
