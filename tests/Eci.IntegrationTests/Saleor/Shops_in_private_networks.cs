using System.Net;
using System.Net.Sockets;
using Eci.Core;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Connection.Installation;
using Eci.Persistence;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Eci.Web.OutgoingHttp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

/// <summary>A host in Production, and somebody who wants it to call the inside of its own network.</summary>
[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Shops_in_private_networks(DatabaseKind kind) : ConnectionFixture(kind)
{
    private readonly FixedNames _names = new();

    private TcpListener _inside = null!;

    [SetUp]
    public void Listen()
    {
        _names.Addresses = [];
        _inside = new TcpListener(IPAddress.Loopback, 0);
        _inside.Start();
    }

    [TearDown]
    public void Close() => _inside.Dispose();

    private int Port => ((IPEndPoint)_inside.LocalEndpoint).Port;

    [TestCase("http://shop.example.com/graphql/")]
    [TestCase("https://127.0.0.1/graphql/")]
    [TestCase("https://10.1.2.3/graphql/")]
    [TestCase("https://169.254.169.254/graphql/")]
    [TestCase("https://[::1]/graphql/")]
    [TestCase("https://[::ffff:10.0.0.1]/graphql/")]
    [TestCase("https://localhost/graphql/")]
    [TestCase("https://saleor/graphql/")]
    [TestCase("https://2130706433/graphql/")]
    [TestCase("https://user@shop.example.com/graphql/")]
    [TestCase("https://shop.example.com:22/graphql/")]
    [TestCase("https://shop.example.com/graphql/?next=1")]
    [TestCase("file:///etc/passwd")]
    public async Task Cannot_be_connected(string apiUrl)
    {
        var link = await LinkAsync(await AddShopAsync());
        var domain = new Uri(apiUrl).Authority;
        Assert.That(await RegisterAsync(link.Secret, apiUrl: apiUrl, domain: domain), Is.EqualTo((HttpStatusCode.Forbidden, "SALEOR_URL_PROHIBITED")));
        Assert.That(_names.Asked, Is.Zero, "Nobody looks for the host either.");
    }

    [TestCase("127.0.0.1")]
    [TestCase("1.1.1.1", "127.0.0.1")]
    [TestCase("::1")]
    [TestCase("fd00::1")]
    public async Task Are_not_called_when_a_name_leads_there(params string[] addresses)
    {
        _names.Addresses = [.. addresses.Select(IPAddress.Parse)];
        var link = await LinkAsync(await AddShopAsync());
        var authority = $"rebound.example.com:{Port}";
        var outcome = await RegisterAsync(link.Secret, apiUrl: $"https://{authority}/graphql/", domain: authority);
        Assert.That(outcome, Is.EqualTo((HttpStatusCode.Unauthorized, "SHOP_NOT_REACHABLE")));
        Assert.That((_names.Asked, _inside.Pending()), Is.EqualTo((1, false)));
    }

    [Test]
    public async Task Are_not_called_when_a_connected_shop_moves_there()
    {
        _names.Addresses = [IPAddress.Loopback];
        var (appId, webhookId) = await StoreConnectedAsync($"https://rebound.example.com:{Port}/graphql/");
        await Host.InScopeAsync(async services =>
        {
            await services.GetRequiredService<ISyncRequests>().RequestAsync(appId, SyncEntities.Orders, SyncDirection.Pull, "O1", CancellationToken.None);
            return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
        });
        SyncRecord? record = null;
        await Eventually.Async(
            async () => (record = await Host.QueryAsync(db => db.Set<SyncRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.AppId == appId))) is { Error: not null, HeldUntil: null },
            TimeSpan.FromSeconds(60),
            "that the order was tried");
        Assert.That((record!.Status, record.Error), Is.EqualTo((SyncStatus.Pending, "The shop cannot be reached.")));

        const string Body = """{"order":{"id":"O2"}}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/saleor/webhook/v1?webhook={webhookId}")
        {
            Content = new StringContent(Body),
            Headers = { { "Saleor-Event", "order_created" }, { "Saleor-Signature", Saleor.Signer.Sign(Body) } },
        };
        using var answer = await Host.Client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable), "Its keys cannot be read.");
        Assert.That((_names.Asked, _inside.Pending()), Is.EqualTo((2, false)));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Environment = Environments.Production;
        options.Services = services => services.AddSingleton<IHostResolver>(_names);
    }

    private async Task<(string AppId, string WebhookId)> StoreConnectedAsync(string apiUrl)
    {
        var tenant = await AddShopAsync();
        var link = await LinkAsync(tenant);
        await Host.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<EciDbContext>();
            var app = (SaleorApp)await database.Set<App>().SingleAsync(a => a.Id == link.AppId);
            app.Credentials = services.GetRequiredService<CredentialProtector>().Protect(new SaleorCredentials(apiUrl, "App:1", "token"));
            database.Add(new IntegrationApp { TenantId = tenant.TenantId, IntegrationId = tenant.Integration.Id, AppId = app.Id, Role = IntegrationRole.Shop });
            database.Add(new SaleorInstallation
            {
                AppId = app.Id,
                TenantId = tenant.TenantId,
                Kind = SaleorApp.Kind,
                ApiUrl = apiUrl,
                SaleorAppId = "App:1",
                InstalledAt = TimeProvider.System.GetUtcNow(),
            });
            return await database.SaveChangesAsync();
        });
        return (link.AppId, await WebhookOfAsync(link.AppId));
    }

    private sealed class FixedNames : IHostResolver
    {
        private int _asked;

        public IReadOnlyList<IPAddress> Addresses
        {
            get;
            set
            {
                field = value;
                Interlocked.Exchange(ref _asked, 0);
            }
        } = [];

        public int Asked => Volatile.Read(ref _asked);

        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            return Task.FromResult(Addresses);
        }
    }
}
