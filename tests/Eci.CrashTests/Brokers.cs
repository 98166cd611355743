using Eci.CrashTests.Harness;
using Eci.Messaging;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using NUnit.Framework;

namespace Eci.CrashTests;

/// <summary>API and two workers as processes, with a broker between them.</summary>
[TestFixture(TransportKind.RabbitMq, Category = "RabbitMq")]
[TestFixture(TransportKind.Kafka, Category = "Kafka")]
[Category("Crash")]
internal sealed class Processes_around_a_broker(TransportKind transport)
    : CrashFixture(DatabaseKind.Postgres, ParcelsPerTest * Tests, transport)
{
    private const int Tests = 6;
    private const int ParcelsPerTest = 40;
    private const int MinLife = 1500;
    private const int MaxLife = 5000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(3);

    [Test]
    public async Task That_are_killed_at_random_keep_every_acknowledged_push_exactly_once()
    {
        (string Name, string Roles)[] processes = [("api", ApiRole), ("worker-1", WorkerRoles), ("worker-2", WorkerRoles)];
        var current = new HostProcess?[processes.Length];
        using var carrier = new DpdCarrier(Ledger, () => current[0]?.Address);
        carrier.Start(Take(ParcelsPerTest), Connections);
        await Task.WhenAll(processes.Select((process, index) => DieAndRestartAsync(current, index, process.Name, process.Roles, new Random(TestContext.CurrentContext.Random.Next()))));
        await carrier.FinishAsync();
        await AuditAsync(("kills", CrashSettings.Rounds * processes.Length));
    }

    [TestCaseSource(typeof(CrashPoints), nameof(CrashPoints.OfBrokers))]
    public async Task That_die_at_a_named_place_keep_every_acknowledged_push_exactly_once(string point)
    {
        var api = await Hosts.StartAsync(Options("api", ApiRole));
        using var carrier = new DpdCarrier(Ledger, () => api.Address);
        carrier.Start(Take(ParcelsPerTest), Connections);
        var armed = Hosts.Launch(Options("armed", WorkerRoles, ("Eci:Testing:CrashAt", $"{point}:2")));
        Assert.That(await armed.WaitForExitAsync(Patience), Is.EqualTo(HostProcess.Killed), $"exit code when {point} is reached");
        await Hosts.StartAsync(Options("restarted", WorkerRoles));
        await carrier.FinishAsync();
        await AuditAsync(("kills", 1));
    }

    [Test]
    public async Task Survive_the_loss_of_the_broker()
    {
        var api = await Hosts.StartAsync(Options("api", ApiRole));
        await Hosts.StartAsync(Options("worker-1", WorkerRoles));
        await Hosts.StartAsync(Options("worker-2", WorkerRoles));
        using var carrier = new DpdCarrier(Ledger, () => api.Address);
        carrier.Start(Take(ParcelsPerTest), Connections);
        for (var round = 0; round < CrashSettings.Rounds; round++)
        {
            await Task.Delay(Outage / 2);
            await Transport.StopBrokerAsync();
            await Task.Delay(Outage);
            await Transport.StartBrokerAsync();
        }

        await carrier.FinishAsync();
        await AuditAsync(("outages", CrashSettings.Rounds));
        Assert.That(Ledger.Unavailable, Is.Zero, "pushes that were refused because of the broker");
    }

    [Test]
    public async Task Survive_the_loss_of_the_database()
    {
        var api = await Hosts.StartAsync(Options("api", ApiRole));
        await Hosts.StartAsync(Options("worker", WorkerRoles));
        using var carrier = new DpdCarrier(Ledger, () => api.Address);
        carrier.Start(Take(ParcelsPerTest), Connections);
        for (var round = 0; round < CrashSettings.Rounds; round++)
        {
            await Task.Delay(Outage / 2);
            await PostgresServer.RestartAsync();
        }

        await carrier.FinishAsync();
        await AuditAsync(("restarts of the database", CrashSettings.Rounds));
    }

    private async Task DieAndRestartAsync(HostProcess?[] current, int index, string name, string roles, Random random)
    {
        for (var round = 0; round < CrashSettings.Rounds; round++)
        {
            current[index] = Hosts.Launch(Options($"{name}-{round}", roles));
            await current[index]!.LiveAndDieAsync(TimeSpan.FromMilliseconds(random.Next(MinLife, MaxLife)));
        }

        current[index] = await Hosts.StartAsync(Options($"{name}-last", roles));
    }
}
