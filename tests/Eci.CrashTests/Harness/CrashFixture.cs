using System.Globalization;
using Eci.Host;
using Eci.Testing.Parcels;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using NUnit.Framework;

namespace Eci.CrashTests.Harness;

/// <summary>
/// A database, a mail folder and a ledger for all tests of a fixture, processes of its own for each test. Every audit covers all that
/// was acknowledged since the fixture began.
/// </summary>
internal abstract class CrashFixture(DatabaseKind kind, int parcels, TransportKind carrying = TransportKind.Database) : DatabaseFixture(kind)
{
    protected const string ApiRole = "api";
    protected const string WorkerRoles = "worker,scheduler";
    protected const int Connections = 4;

    /// <summary>How long a claim of the processes holds.</summary>
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    private const string SigningKey = "bm90IGEgc2VjcmV0LCBhIGtleSBvZiB0aGUgY3Jhc2ggdGVzdHM=";

    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan ClaimPatience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan DrainPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TimeForDoubles = TimeSpan.FromSeconds(1);

    private readonly Queue<Parcel> _parcels = [];
    private ScratchFolder? _folder;
    private MailFolder? _mails;
    private HostProcesses? _hosts;
    private TestTransport? _transport;
    private Records? _records;

    protected PushLedger Ledger { get; } = new();

    protected MailFolder Mails => _mails!;

    protected Records Records => _records!;

    protected HostProcesses Hosts => _hosts!;

    protected TestTransport Transport => _transport!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        _transport = await TestTransports.StartAsync(carrying, Routing.Build());
        _folder = new ScratchFolder();
        _mails = new MailFolder(_folder.Path);
        _records = new Records(Database);
        foreach (var parcel in await ParcelStock.CreateAsync(Database, parcels))
            _parcels.Enqueue(parcel);
    }

    [OneTimeTearDown]
    public async Task CleanUpAsync()
    {
        if (_transport is not null)
            await _transport.DisposeAsync();
        _mails?.Dispose();
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

    /// <summary>Settings of a process: quick retries, and leases short enough to wait for.</summary>
    protected HostProcessOptions Options(string name, string roles = "api,worker,scheduler", params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Eci:Messaging:Lease"] = Lease.ToString("c", CultureInfo.InvariantCulture),
            ["Eci:Messaging:RetryDelay"] = "00:00:00.200",
            ["Eci:SigningKeys:0"] = SigningKey,
        };
        foreach (var (key, value) in Transport.Settings)
            all[key] = value;
        foreach (var (key, value) in settings)
            all[key] = value;
        return new HostProcessOptions(name, Database, _folder!.Path) { Roles = roles, MailFolder = Mails.Address, Settings = all };
    }

    protected IReadOnlyList<Parcel> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => _parcels.Dequeue())];

    /// <summary>Waits until no work is left, then demands every effect exactly once.</summary>
    protected async Task<Audit> AuditAsync(params (string What, int Count)[] figures)
    {
        var start = TimeProvider.System.GetTimestamp();
        await DrainAsync(start);
        var audit = await Audit.RunAsync(Ledger, Records, Mails, inOrder: carrying is not TransportKind.RabbitMq);
        if (carrying is not TransportKind.Database)
            audit = await AuditInFlightAsync(audit, start);
        var counts = string.Concat(figures.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.What}={f.Count} ")));
        await TestContext.Out.WriteLineAsync($"{TestContext.CurrentContext.Test.Name}: {counts}{Ledger} {audit} rewritten={Mails.WrittenAgain.Count}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(audit.Lost, Is.Empty, "lost");
            Assert.That(audit.Doubled, Is.Empty, "doubled");
            Assert.That(audit.Unexpected, Is.Empty, "unexpected");
        }

        return audit;
    }

    /// <summary>Freezes it at a moment when it holds claims, a handler that is about to commit among them.</summary>
    protected async Task FreezeWithWorkAsync(HostProcess worker)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            await Eventually.Async(async () => await Records.LeasedAsync() > 0, ClaimPatience, "the worker claims something");
            await worker.SignalAsync(ProcessSignal.Stop);
            if (await Records.LeasedAsync() > 0)
                return;
            await worker.SignalAsync(ProcessSignal.Continue);
        }

        Assert.Fail("The worker was never frozen with work in hand.");
    }

    private async Task DrainAsync(long start)
    {
        while (await Records.UnfinishedAsync() > 0)
        {
            if (TimeProvider.System.GetElapsedTime(start) > DrainPatience)
                Assert.Fail($"Work is left after {DrainPatience.TotalSeconds} s:\n{await Records.DescribeUnfinishedAsync()}");
            await Task.Delay(DrainPause);
        }
    }

    /// <summary>What a broker holds is no row: nothing counts as lost before the broker had its time, and what comes doubled comes soon after.</summary>
    private async Task<Audit> AuditInFlightAsync(Audit audit, long start)
    {
        while (audit.Lost.Count > 0 && TimeProvider.System.GetElapsedTime(start) < DrainPatience)
        {
            await Task.Delay(DrainPause);
            await DrainAsync(start);
            audit = await Audit.RunAsync(Ledger, Records, Mails, inOrder: carrying is not TransportKind.RabbitMq);
        }

        await Task.Delay(TimeForDoubles);
        await DrainAsync(start);
        return await Audit.RunAsync(Ledger, Records, Mails, inOrder: carrying is not TransportKind.RabbitMq);
    }
}
