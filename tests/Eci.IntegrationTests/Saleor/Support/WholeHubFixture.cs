using System.Net.Http.Json;
using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Management;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Saleor.Connection.Installation;
using Eci.Sync.Storage;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor.Support;

/// <summary>A tenant, its app, and the simulated shop that installed it.</summary>
internal sealed record ConnectedShop(Shop Tenant, string AppId, SaleorShopServer Server, string SaleorAppId);

/// <summary>The whole hub with all its roles, simulated shops that install its apps by the handshake, and a clock that tests set forward.</summary>
[NonParallelizable]
internal abstract class WholeHubFixture(DatabaseKind kind) : ManagementFixture(kind)
{
    protected static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly List<SaleorShopServer> _servers = [];

    protected RunningClock Clock { get; } = new();

    [TearDown]
    public async Task CloseShopsAsync()
    {
        foreach (var server in _servers)
        {
            await Host.QueryAsync(db => db.Set<SaleorInstallation>().Where(i => i.ApiUrl == server.ApiUrl).ExecuteDeleteAsync());
            await server.DisposeAsync();
        }

        _servers.Clear();
    }

    protected override void Configure(EciTestHostOptions options)
    {
        options.Time = Clock;
        options.Settings["Eci:PublicUrl"] = string.Empty;
        options.Settings["Eci:Sync:SweepInterval"] = "00:00:00.2";
        options.Settings["Eci:Scheduler:Spread"] = "00:00:00";
    }

    /// <summary>A new shop that has installed the app of a new tenant.</summary>
    protected async Task<ConnectedShop> ConnectAsync()
    {
        var server = await SaleorShopServer.StartAsync(Clock);
        _servers.Add(server);
        var tenant = await AddShopAsync();
        var (appId, installed) = await InstallAsync(tenant, server, "ENTITY_SYNC");
        return new ConnectedShop(tenant, appId, server, installed.GetProperty("id").GetString()!);
    }

    /// <summary>Makes a link, for a new app unless told otherwise, and lets the shop install it.</summary>
    protected async Task<(string AppId, JsonElement Installed)> InstallAsync(Shop tenant, SaleorShopServer server, string type, string? appId = null)
    {
        var made = await ChangeAsync("createSaleorInstallLink", "CreateSaleorInstallLinkInput", "appId manifestUrl", tenant.Key, new { type, appId });
        var manifestUrl = new Uri(Host.BaseAddress, Text(made, "manifestUrl"));
        var installed = await server.PostAsync("install", new { manifestUrl });
        if (appId is null)
        {
            await StoreAsync(db => db.Add(new IntegrationApp
            {
                TenantId = tenant.TenantId,
                IntegrationId = tenant.Integration.Id,
                AppId = Text(made, "appId"),
                Role = IntegrationRole.Shop,
            }));
        }

        return (Text(made, "appId"), installed);
    }

    /// <summary>Places an order that nobody told the hub of but the shop's events.</summary>
    protected static async Task<string> PlaceAsync(ConnectedShop shop, object? wish = null) =>
        (await shop.Server.PlaceOrderAsync(wish ?? new { })).GetProperty("id").GetString()!;

    protected Task<Order?> OrderAsync(ConnectedShop shop, string id) => Host.QueryAsync(db => db.Set<Order>().AsNoTracking()
        .Include(o => o.LineItems).Include(o => o.Payments).ThenInclude(p => p.PaymentMethod).AsSplitQuery()
        .SingleOrDefaultAsync(o => o.TenantId == shop.Tenant.TenantId && o.ReferenceNumber == id));

    protected Task ArrivesAsync(ConnectedShop shop, string id) =>
        Eventually.Async(async () => await OrderAsync(shop, id) is not null, Deadline, $"that order {id} arrives");

    protected Task<SyncRecord?> RecordAsync(ConnectedShop shop, string entity, string key) => Host.QueryAsync(db =>
        db.Set<SyncRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.AppId == shop.AppId && r.Entity == entity && r.Key == key));

    /// <summary>Waits until a record was tried in vain; its error says why.</summary>
    protected async Task<SyncRecord> WaitsAsync(ConnectedShop shop, string entity, string key)
    {
        SyncRecord? record = null;
        await Eventually.Async(
            async () => (record = await RecordAsync(shop, entity, key)) is { Error: not null, HeldUntil: null }, Deadline, $"that {entity} {key} was tried");
        return record!;
    }

    /// <summary>Since when the shop refuses the app, as GraphQL tells; null: it does not.</summary>
    protected async Task<string?> RefusedSinceAsync(ConnectedShop shop) =>
        (await AnswerAsync($$"""{ saleorInstallation(appId: "{{shop.AppId}}") { refusedSince } }""", shop.Tenant.Key)).GetProperty("refusedSince").GetString();

    /// <summary>What became of the shop's deliveries.</summary>
    protected static async Task<List<string>> DeliveriesAsync(ConnectedShop shop) =>
    [
        .. (await shop.Server.Http.GetFromJsonAsync<JsonElement>("deliveries")).EnumerateArray().Select(d => $"{d.GetProperty("event")} {d.GetProperty("lastAnswer")}"),
    ];
}
