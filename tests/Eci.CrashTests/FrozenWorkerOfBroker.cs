using Eci.CrashTests.Harness;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using NUnit.Framework;

namespace Eci.CrashTests;

[TestFixture(TransportKind.RabbitMq, Category = "RabbitMq")]
[TestFixture(TransportKind.Kafka, Category = "Kafka")]
[Category("Crash")]
internal sealed class A_worker_that_is_frozen_longer_than_the_broker_waits(TransportKind transport)
    : CrashFixture(DatabaseKind.Postgres, FirstParcels + LaterParcels, transport)
{
    private const int FirstParcels = 60;
    private const int LaterParcels = 20;

    private static readonly TimeSpan StandsStill = TimeSpan.FromMilliseconds(250);

    [Test]
    public async Task Has_no_second_effect_and_takes_part_again_when_it_goes_on()
    {
        var api = await Hosts.StartAsync(Options("api", ApiRole));
        using var carrier = new DpdCarrier(Ledger, () => api.Address);
        carrier.Start(Take(FirstParcels), Connections);
        var frozen = await Hosts.StartAsync(Options("frozen", WorkerRoles));
        await FreezeInHandlerAsync(frozen);
        var other = await Hosts.StartAsync(Options("other", WorkerRoles));
        await carrier.FinishAsync();
        await AuditAsync(("freezes", 1));

        await frozen.SignalAsync(ProcessSignal.Continue);
        await other.KillAsync();
        using var afterwards = new DpdCarrier(Ledger, () => api.Address);
        afterwards.Start(Take(LaterParcels), Connections);
        await afterwards.FinishAsync();
        await AuditAsync(("freezes", 1), ("kills", 1));
    }

    /// <summary>Freezes it at a moment when a handler has begun its transaction and not committed it.</summary>
    private async Task FreezeInHandlerAsync(HostProcess worker)
    {
        for (var attempt = 0; attempt < 40; attempt++)
        {
            await worker.SignalAsync(ProcessSignal.Stop);
            await Task.Delay(StandsStill * 2);
            if (await Records.StandingStillAsync(StandsStill) > 0)
                return;
            await worker.SignalAsync(ProcessSignal.Continue);
            await Task.Delay(attempt);
        }

        Assert.Fail("The worker was never frozen with work in hand.");
    }
}
