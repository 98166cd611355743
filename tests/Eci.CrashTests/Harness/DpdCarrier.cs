using System.Collections.Concurrent;
using Eci.Testing.Parcels;

namespace Eci.CrashTests.Harness;

/// <summary>
/// DPD's side: several connections report the scans of parcels, those of one parcel in their order. What is not acknowledged is sent
/// again under the same push id until it is; now and then something acknowledged is sent again too.
/// </summary>
internal sealed class DpdCarrier(PushLedger ledger, Func<Uri?> hub) : IDisposable
{
    private const int RepeatEvery = 9;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly CancellationTokenSource _enough = new();
    private Task _connections = Task.CompletedTask;

    public bool IsDone => _connections.IsCompleted;

    /// <summary>Begins to report the parcels.</summary>
    public void Start(IEnumerable<Parcel> parcels, int connections)
    {
        var waiting = new ConcurrentQueue<Parcel>(parcels);
        _connections = Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => ReportAsync(waiting))));
    }

    /// <summary>Waits until every parcel is reported and every push acknowledged.</summary>
    public Task FinishAsync() => _connections;

    /// <summary>Begins no further push and waits until those begun are acknowledged.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await _connections;
    }

    public void Dispose() => _enough.Dispose();

    private async Task ReportAsync(ConcurrentQueue<Parcel> waiting)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 1, ConnectTimeout = RequestTimeout };
        using var client = new HttpClient(handler) { Timeout = RequestTimeout };
        var sent = 0;
        while (!_enough.IsCancellationRequested && waiting.TryDequeue(out var parcel))
        {
            foreach (var push in parcel.Pushes)
            {
                if (_enough.IsCancellationRequested)
                    return;
                await SendUntilAcknowledgedAsync(client, push);
                if (++sent % RepeatEvery == 0)
                    await SendAsync(client, push);
                await Task.Delay(Pause);
            }
        }
    }

    private async Task SendUntilAcknowledgedAsync(HttpClient client, Push push)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await SendAsync(client, push))
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new TimeoutException($"Push {push.Id} was not acknowledged within {Patience.TotalSeconds} s.");
            await Task.Delay(Pause);
        }
    }

    private async Task<bool> SendAsync(HttpClient client, Push push)
    {
        if (hub() is not { } address)
            return false;
        ledger.Sent();
        try
        {
            using var answer = await client.GetAsync(new Uri(address, push.Address));
            return ledger.Answered(push, answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            ledger.Broken();
            return false;
        }
    }
}
