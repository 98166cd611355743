using System.Diagnostics;
using Eci.Testing.Parcels;
using Eci.Testing.Processes;
using Eci.Testing.Servers;

namespace Eci.Benchmarks;

/// <summary>Everything that is measured on one database.</summary>
internal sealed class Suite(DatabaseKind kind, BenchmarkSettings settings, Report report)
{
    private const int Connections = 64;
    private const int Parcels = 3000;
    private const int LatencyRate = 50;

    /// <summary>For about half a minute after its start a process still compiles what it uses often.</summary>
    private static readonly TimeSpan TimeToSettle = TimeSpan.FromSeconds(40);

    private readonly string _column = kind.ToString();
    private readonly TimeSpan _time = TimeSpan.FromSeconds(settings.Seconds);
    private int _pushId;

    public async Task RunAsync()
    {
        using var folder = new ScratchFolder();
        await using (var empty = await TestDatabase.CreateEmptyAsync(kind))
        {
            await MeasureStartAsync(empty, folder);
            await MeasureIntakeAsync(empty, folder);
        }

        await using var database = await TestDatabase.CreateAsync(kind);
        var parcels = await ParcelStock.CreateAsync(database, Parcels);
        var late = await ParcelStock.CreateAsync(database, settings.Seconds * LatencyRate, first: Parcels + 1);
        await MeasureEventsAsync(database, folder, parcels);
        await MeasureLatencyAndIdleAsync(database, folder, late);
    }

    private static HostProcessOptions Options(string name, TestDatabase database, ScratchFolder folder, string roles, params (string, string)[] more) =>
        new(name, database, folder.Path)
        {
            Roles = roles,
            Environment = "Production",
            MailFolder = Path.Combine(folder.Path, "mail"),
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Eci:Demo"] = "true",
                ["Eci:Webhooks:RatePerSecond"] = "0",
                ["Logging:LogLevel:Default"] = "Warning",
            }.Concat(more.Select(m => KeyValuePair.Create(m.Item1, m.Item2))).ToDictionary(StringComparer.Ordinal),
        };

    private async Task MeasureStartAsync(TestDatabase database, ScratchFolder folder)
    {
        var times = new List<double>();
        var memory = 0.0;
        for (var round = 0; round <= settings.Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var host = await HostProcess.StartAsync(Options($"start-{round}", database, folder, "api,worker,scheduler"));
            await LoadGenerator.RunAsync(host.Address!, [Push("x", "start_order")], 1, TimeSpan.FromSeconds(10));
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            using var meter = new ProcessMeter(host.Id);
            memory = meter.MemoryMiB;
        }

        report.Add(_column, "Start to the first acknowledged push, empty database", times[0], "s", null);
        report.Add(_column, "Start to the first acknowledged push", Figures.Median(times.Skip(1)), "s", new Goal(2, AtMost: true));
        report.Add(_column, "Memory after the start", memory, "MiB", null);
    }

    private async Task MeasureIntakeAsync(TestDatabase database, ScratchFolder folder)
    {
        await using var host = await HostProcess.StartAsync(Options("intake", database, folder, "api"));
        using var bare = await BareServer.StartAsync();
        await LoadAsync(host.Address!, "wp");
        await LoadAsync(bare.Address, "wb");
        var rounds = new List<(double Limit, double Http, LoadResult Load, double Cpu, double BareCpu)>();
        for (var round = 0; round < settings.Rounds; round++)
        {
            var limit = await DatabaseLimit.MeasureAsync(database, settings.Seconds) ?? double.NaN;
            using var bareMeter = new ProcessMeter(bare.Id);
            var http = await LoadAsync(bare.Address, "b");
            var bareCpu = bareMeter.Cpu.TotalMilliseconds / http.Answered;
            using var meter = new ProcessMeter(host.Id);
            var load = await LoadAsync(host.Address!, "p");
            rounds.Add((limit, http.PerSecond, load, meter.Cpu.TotalMilliseconds / load.Answered, bareCpu));
            if (load.Other > 0)
                report.Warn($"{kind}: {load.Other} pushes were not acknowledged");
        }

        report.Add(_column, "Limit: transactions with the same two inserts", Figures.Median(rounds.Select(r => r.Limit)), "1/s", null);
        report.Add(_column, "Limit: bare HTTP answers", Figures.Median(rounds.Select(r => r.Http)), "1/s", null);
        report.Add(_column, "Limit: CPU of a bare HTTP answer", Figures.Median(rounds.Select(r => r.BareCpu)), "ms", null);
        report.Add(_column, "Intake: pushes acknowledged", Figures.Median(rounds.Select(r => r.Load.PerSecond)), "1/s", null);
        report.Add(_column, "Intake / two-insert limit", Figures.Median(rounds.Select(r => r.Load.PerSecond / r.Limit)), "ratio", new Goal(0.5, AtMost: false));
        report.Add(_column, "Intake: CPU per push", Figures.Median(rounds.Select(r => r.Cpu)), "ms", new Goal(0.15, AtMost: true));
        report.Add(_column, "Intake: p50", Figures.Median(rounds.Select(r => Figures.Percentile(r.Load.SortedMilliseconds, 0.5))), "ms", null);
        report.Add(_column, "Intake: p99", Figures.Median(rounds.Select(r => Figures.Percentile(r.Load.SortedMilliseconds, 0.99))), "ms", null);
        using var after = new ProcessMeter(host.Id);
        report.Add(_column, "Memory of the API after the load", after.MemoryMiB, "MiB", null);
    }

    /// <summary>The worker is frozen while the pushes come in; then it alone works, warm, until every mail is written.</summary>
    private async Task MeasureEventsAsync(TestDatabase database, ScratchFolder folder, IReadOnlyList<Parcel> parcels)
    {
        await using var worker = await HostProcess.StartAsync(Options("events-worker", database, folder, "worker,scheduler"));
        await Work.DrainAsync(database);
        await using var api = await HostProcess.StartAsync(Options("events-api", database, folder, "api"));
        var perEvent = new List<double>();
        var perSecond = new List<double>();
        for (var scan = 0; scan < Parcel.Scans; scan++)
        {
            await worker.SignalAsync(ProcessSignal.Stop);
            await LoadGenerator.RunAsync(api.Address!, parcels.Select(p => p.Pushes[scan].Address.OriginalString), Connections, TimeSpan.FromMinutes(1));
            using var meter = new ProcessMeter(worker.Id);
            await worker.SignalAsync(ProcessSignal.Continue);
            await Work.DrainAsync(database);
            perEvent.Add(meter.Cpu.TotalMilliseconds / parcels.Count);
            perSecond.Add(parcels.Count / meter.Elapsed.TotalSeconds);
        }

        // The first round compiles.
        report.Add(_column, "Event to mail: events", Figures.Median(perSecond.Skip(1)), "1/s", null);
        report.Add(_column, "Event to mail: CPU per event (store, transition, mail file)", Figures.Median(perEvent.Skip(1)), "ms", new Goal(0.6, AtMost: true));
        using var after = new ProcessMeter(worker.Id);
        report.Add(_column, "Memory of the worker after the load", after.MemoryMiB, "MiB", null);
    }

    private async Task MeasureLatencyAndIdleAsync(TestDatabase database, ScratchFolder folder, IReadOnlyList<Parcel> parcels)
    {
        await using var host = await HostProcess.StartAsync(Options("latency", database, folder, "api,worker,scheduler"));
        var waits = await Latency.MeasureAsync(host.Address!, Path.Combine(folder.Path, "mail"), parcels, LatencyRate);
        report.Add(_column, $"Push to mail file at {LatencyRate}/s: p50", Figures.Percentile(waits, 0.5), "ms", null);
        report.Add(_column, $"Push to mail file at {LatencyRate}/s: p99", Figures.Percentile(waits, 0.99), "ms", null);
        await Work.DrainAsync(database);
        await Task.Delay(TimeToSettle);
        using var meter = new ProcessMeter(host.Id);
        await Task.Delay(TimeSpan.FromSeconds(20));
        report.Add(_column, "Idle: share of a core", 100 * meter.Cpu / meter.Elapsed, "%", new Goal(2, AtMost: true));
        report.Add(_column, "Memory after all of it", meter.MemoryMiB, "MiB", null);
    }

    private Task<LoadResult> LoadAsync(Uri server, string prefix) => LoadGenerator.RunAsync(server, Endless(prefix), Connections, _time);

    private IEnumerable<string> Endless(string prefix)
    {
        while (true)
            yield return Push(prefix, "pickup_depot");
    }

    private string Push(string prefix, string status) =>
        $"/api/v1/tracking/dpd/wh_demo_dpd?pushid={prefix}{Interlocked.Increment(ref _pushId)}&pnr=09{_pushId:000000000000}&depot=0998&status={status}&statusdate=05012026100200";
}
