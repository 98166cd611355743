using System.Collections.Concurrent;
using System.Diagnostics;
using Eci.Testing.Parcels;

namespace Eci.Benchmarks;

/// <summary>Time from sending a push to the appearance of the customer's mail.</summary>
internal static class Latency
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Sends the first push of each parcel at a fixed rate.</summary>
    /// <returns>Milliseconds, ascending.</returns>
    public static async Task<IReadOnlyList<double>> MeasureAsync(Uri hub, string mailFolder, IReadOnlyList<Parcel> parcels, int perSecond)
    {
        using var watcher = new FileSystemWatcher(mailFolder);
        var arrivals = new ConcurrentQueue<long>();
        watcher.Renamed += (_, _) => arrivals.Enqueue(Stopwatch.GetTimestamp());
        watcher.EnableRaisingEvents = true;
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = hub };
        var waits = new List<double>();
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < parcels.Count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            if (due - Stopwatch.GetElapsedTime(begin) is { Ticks: > 0 } early)
                await Task.Delay(early);
            var sent = Stopwatch.GetTimestamp();
            using (var answer = await client.GetAsync(parcels[i].Pushes[0].Address))
                answer.EnsureSuccessStatusCode();
            waits.Add(Stopwatch.GetElapsedTime(sent, await NextAsync(arrivals)).TotalMilliseconds);
        }

        return [.. waits.Order()];
    }

    private static async Task<long> NextAsync(ConcurrentQueue<long> arrivals)
    {
        var start = Stopwatch.GetTimestamp();
        long arrival;
        while (!arrivals.TryDequeue(out arrival))
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
                throw new TimeoutException("A mail did not come.");
            await Task.Delay(1);
        }

        return arrival;
    }
}
