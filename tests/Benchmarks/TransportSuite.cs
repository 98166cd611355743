using Eci.Host;
using Eci.Testing.Parcels;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using Eci.Testing.Transports;

namespace Eci.Benchmarks;

/// <summary>
/// The same work over each transport on PostgreSQL: an API and a worker as processes, pushes as fast as they are taken, until every
/// mail is written. The rounds go around, so that a machine that slows down slows all of them.
/// </summary>
internal sealed class TransportSuite(BenchmarkSettings settings, Report report)
{
    private const int Connections = 32;
    private const int Parcels = 600;
    private const string SigningKey = "bm90IGEgc2VjcmV0LCBhIGtleSBvZiB0aGUgYmVuY2htYXJrcyE=";

    private static readonly TimeSpan LoadLimit = TimeSpan.FromMinutes(2);

    public async Task RunAsync()
    {
        if (TestSettings.Postgres is null)
        {
            report.Skip(nameof(TransportKind.Database), $"{TestSettings.PostgresKey} names no server");
            return;
        }

        var results = new Dictionary<TransportKind, List<Result>>();
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var transport in Enum.GetValues<TransportKind>().Where(HasServer))
            {
                if (!results.TryGetValue(transport, out var rounds))
                    results[transport] = rounds = [];
                rounds.Add(await MeasureAsync(transport));
            }
        }

        var database = results[TransportKind.Database];
        foreach (var (transport, rounds) in results)
        {
            var column = transport.ToString();
            report.Add(column, "Push to mail: events", Figures.Median(rounds.Select(r => r.PerSecond)), "1/s", null);
            report.Add(column, "Push to mail: events, share of the Database transport", Figures.Median(rounds.Select((r, i) => r.PerSecond / database[i].PerSecond)), "ratio", null);
            report.Add(column, "CPU of API and worker per event", Figures.Median(rounds.Select(r => r.Cpu)), "ms", null);
            report.Add(column, "CPU per event, share of the Database transport", Figures.Median(rounds.Select((r, i) => r.Cpu / database[i].Cpu)), "ratio", null);
            if (rounds.Select(r => r.BrokerCpu).OfType<double>().ToList() is { Count: > 0 } broker)
                report.Add(column, "CPU of the broker per event", Figures.Median(broker), "ms", null);
        }
    }

    private static bool HasServer(TransportKind transport) => transport is not TransportKind.RabbitMq || TestSettings.RabbitMq is not null;

    private static async Task<Result> MeasureAsync(TransportKind kind)
    {
        using var folder = new ScratchFolder();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var transport = await TestTransports.StartAsync(kind, Routing.Build());
        var parcels = await ParcelStock.CreateAsync(database, Parcels);
        await using var worker = await HostProcess.StartAsync(Options("worker", "worker,scheduler", database, transport, folder));
        await using var api = await HostProcess.StartAsync(Options("api", "api", database, transport, folder));
        await Work.DrainAsync(database);

        // The first scan compiles.
        await ScanAsync(0);
        using var workerMeter = new ProcessMeter(worker.Id);
        using var apiMeter = new ProcessMeter(api.Id);
        using var brokerMeter = await transport.BrokerProcessAsync() is { } broker ? new ProcessMeter(broker) : null;
        for (var scan = 1; scan < Parcel.Scans; scan++)
            await ScanAsync(scan);
        var events = Parcels * (Parcel.Scans - 1);
        return new Result(
            events / workerMeter.Elapsed.TotalSeconds,
            (workerMeter.Cpu + apiMeter.Cpu).TotalMilliseconds / events,
            brokerMeter?.Cpu.TotalMilliseconds / events);

        async Task ScanAsync(int scan)
        {
            await LoadGenerator.RunAsync(api.Address!, parcels.Select(p => p.Pushes[scan].Address.OriginalString), Connections, LoadLimit);
            await Work.MailsAsync(database, Parcels * (scan + 1));
        }
    }

    private static HostProcessOptions Options(string name, string roles, TestDatabase database, TestTransport transport, ScratchFolder folder) =>
        new(name, database, folder.Path)
        {
            Roles = roles,
            Environment = "Production",
            MailFolder = Path.Combine(folder.Path, "mail"),
            Settings = new Dictionary<string, string>(transport.Settings, StringComparer.Ordinal)
            {
                ["Eci:Demo"] = "true",
                ["Eci:SigningKeys:0"] = SigningKey,
                ["Eci:Webhooks:RatePerSecond"] = "0",
                ["Logging:LogLevel:Default"] = "Warning",
            },
        };

    /// <param name="PerSecond">Events from push to mail.</param>
    /// <param name="Cpu">Of API and worker per event, ms.</param>
    /// <param name="BrokerCpu">Of the broker per event, ms; null where it has no process of its own.</param>
    private sealed record Result(double PerSecond, double Cpu, double? BrokerCpu);
}
