using System.Globalization;
using Eci.Core;
using Eci.CrashTests.Harness;
using Eci.Testing.Hosting;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.CrashTests.Sync;

/// <summary>
/// A shop in this process, a hub in another, which dies and comes back at the same address. The shop installed the demo tenant's app by the
/// handshake. Every audit covers all orders since the fixture began.
/// </summary>
internal abstract class ShopCrashFixture(DatabaseKind kind) : DatabaseFixture(kind)
{
    /// <summary>The accounts of the demo's carriers must not meet a hub that a developer runs beside the tests.</summary>
    private const string NobodyThere = "http://127.0.0.1:9";

    private const string CreateLink = "mutation ($input: CreateSaleorInstallLinkInput!) { createSaleorInstallLink(input: $input) { manifestUrl } }";

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TimeForDoubles = TimeSpan.FromSeconds(2);

    private readonly int _port = FreePort.Next();
    private ScratchFolder? _folder;
    private SaleorShopServer? _shop;
    private HubApi? _api;
    private HostProcesses? _hosts;

    protected HostProcesses Hosts => _hosts!;

    protected ShopTrade Trade { get; private set; } = null!;

    private Uri Address => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", _port).Uri;

    [OneTimeSetUp]
    public async Task InstallAsync()
    {
        _folder = new ScratchFolder();
        _shop = await SaleorShopServer.StartAsync(settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["RetrySpeed"] = "10" });
        _api = new HubApi(Address);
        Trade = new ShopTrade(_shop, _api);
        await using var hosts = new HostProcesses();
        await hosts.StartAsync(Options("installing"));
        var link = await _api.InsistAsync(CreateLink, new { input = new { type = "ENTITY_SYNC", appId = DemoTenant.SaleorAppId } });
        await _shop.PostAsync("install", new { manifestUrl = link.GetProperty("createSaleorInstallLink").GetProperty("manifestUrl").GetString() });
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        _api?.Dispose();
        if (_shop is not null)
            await _shop.DisposeAsync();
        _folder?.Dispose();
    }

    [SetUp]
    public void BeginTest() => _hosts = new HostProcesses();

    [TearDown]
    public async Task EndProcessesAsync()
    {
        if (_hosts is not null)
            await _hosts.DisposeAsync();
    }

    protected HostProcessOptions Options(string name, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Eci:PublicUrl"] = Address.AbsoluteUri,
            ["Eci:Messaging:Lease"] = "00:00:03",
            ["Eci:Messaging:RetryDelay"] = "00:00:00.200",
            ["Eci:Sync:Lease"] = "00:00:10",
            ["Eci:Sync:LostAfter"] = "00:00:10",
            ["Eci:Sync:SweepInterval"] = "00:00:01",
            ["Eci:Sandbox:Saleor:ConnectDemo"] = "false",
            ["Eci:Sandbox:Saleor:StateFile"] = string.Empty,
            ["Eci:Dhl:BaseAddress"] = NobodyThere,
            ["Eci:Ups:BaseAddress"] = NobodyThere,
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        return new HostProcessOptions(name, Database, _folder!.Path)
        {
            Environment = "Development",
            Port = _port,
            MailFolder = Path.Combine(_folder.Path, "mail"),
            Settings = all,
        };
    }

    /// <summary>Waits until everything is there, gives doubles time to come, and demands that there are none.</summary>
    protected async Task AuditAsync(params (string What, int Count)[] figures)
    {
        var records = new Records(Database);
        var start = TimeProvider.System.GetTimestamp();
        var audit = await ShopAudit.RunAsync(Trade.Done, _shop!, records);
        while (audit.Missing.Count > 0 && TimeProvider.System.GetElapsedTime(start) < Settling)
        {
            await Task.Delay(Pause);
            audit = await ShopAudit.RunAsync(Trade.Done, _shop!, records);
        }

        await Task.Delay(TimeForDoubles);
        audit = await ShopAudit.RunAsync(Trade.Done, _shop!, records);
        var counts = string.Concat(figures.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.What}={f.Count} ")));
        await TestContext.Out.WriteLineAsync($"{TestContext.CurrentContext.Test.Name}: {counts}{Trade} {audit}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(audit.Missing, Is.Empty, "missing");
            Assert.That(audit.Doubled, Is.Empty, "doubled");
        }
    }
}
