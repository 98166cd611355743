using System.Collections.Concurrent;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Messaging.Delivery;

/// <summary>The queues this process works on.</summary>
public sealed record HostedQueues(IReadOnlyList<string> Names, bool All);

/// <summary>Claims deliveries, runs them side by side, keeps their leases alive and gives back what it cannot start.</summary>
internal sealed partial class DeliveryWorker(
    HostedQueues queues,
    IDeliveryStore store,
    DeliveryRunner runner,
    DeliverySignal signal,
    DatabaseSettings database,
    IOptions<MessagingOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DeliveryWorker> logger) : BackgroundService
{
    private const int RenewalsPerLease = 3;

    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Claim, Lease> _held = new();
    private readonly ConcurrentDictionary<Claim, Lease> _unstarted = new();
    private readonly Dictionary<string, SemaphoreSlim> _slots = queues.Names.ToDictionary(
        n => n, _ => new SemaphoreSlim(options.Value.Concurrency), StringComparer.Ordinal);

    private readonly ConcurrentDictionary<Claim, Task> _running = new();
    private readonly CancellationTokenSource _abort = new();

    public override void Dispose()
    {
        _abort.Dispose();
        foreach (var slot in _slots.Values)
            slot.Dispose();
        base.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var running = Task.WhenAll(_running.Values);
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _abort.CancelAsync();
        if (!_unstarted.IsEmpty)
            await ReleaseAsync();
    }

    /// <summary>Others need not wait for the end of the leases; without a database they do.</summary>
    private async Task ReleaseAsync()
    {
        try
        {
            await store.ReleaseAsync([.. _unstarted.Values], CancellationToken.None);
        }
        catch (Exception exception) when (EciDatabase.IsUnavailable(exception))
        {
            LogNotReleased(_unstarted.Count, exception.GetType().Name);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (queues.Names.Count == 0)
            return;
        await WaitForStartAsync(stoppingToken);
        if (database.Provider is DatabaseProvider.Sqlite)
            await store.ResetLeasesAsync(stoppingToken);
        var renewal = RenewAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await ClaimAsync(stoppingToken))
                    await signal.WaitAsync(options.Value.PollInterval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                LogOutage(exception.GetType().Name);
                await Task.Delay(OutagePause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await renewal;
    }

    /// <summary>Handlers may be called over HTTP by what they call: they start when the whole host has started.</summary>
    private async Task WaitForStartAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStarted = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
    }

    /// <summary>Claims what there is room for; false when there was no room or nothing to claim.</summary>
    private async Task<bool> ClaimAsync(CancellationToken stoppingToken)
    {
        var settings = options.Value;
        var perQueue = Math.Max(1, settings.Prefetch / 2);
        var free = settings.Prefetch - _held.Count;
        if (free < Math.Max(1, settings.Prefetch / 4))
            return false;

        var load = _held.Values.CountBy(l => l.Endpoint, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var open = queues.Names.Where(n => load.GetValueOrDefault(n) <= perQueue / 2).ToList();
        if (open.Count == 0)
            return false;
        var limit = Math.Min(free, perQueue - open.Max(n => load.GetValueOrDefault(n)));
        // Not to be cancelled: what was claimed and not read could not be given back.
        var claimed = await store.ClaimAsync(open, limit, settings.Lease, CancellationToken.None);
        foreach (var lease in claimed)
            Begin(lease, stoppingToken);
        return claimed.Count > 0;
    }

    private void Begin(Lease lease, CancellationToken stoppingToken)
    {
        var claim = new Claim(lease.DeliveryId, lease.Token);
        _held[claim] = lease;
        _unstarted[claim] = lease;
        var run = Task.Run(() => RunAsync(claim, lease, stoppingToken), CancellationToken.None);
        _running[claim] = run;
        _ = run.ContinueWith(
            _ => _running.TryRemove(claim, out Task? _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RunAsync(Claim claim, Lease lease, CancellationToken stoppingToken)
    {
        var slot = _slots[lease.Endpoint];
        try
        {
            await slot.WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            _unstarted.TryRemove(claim, out _);
            await runner.RunAsync(lease, _abort.Token);
        }
        finally
        {
            slot.Release();
            _held.TryRemove(claim, out _);
            signal.Wake();
        }
    }

    private async Task RenewAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Lease / RenewalsPerLease, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var held = _held.Values.ToArray();
                if (held.Length > 0)
                    await TryRenewAsync(held);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: what still runs has the rest of its lease.
        }
    }

    private async Task TryRenewAsync(Lease[] held)
    {
        try
        {
            await store.RenewAsync(held, options.Value.Lease, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogOutage(exception.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The queue cannot be read ({Error}); trying again")]
    private partial void LogOutage(string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} deliveries that were not begun stay claimed until their leases end ({Error})")]
    private partial void LogNotReleased(int count, string error);

    /// <summary>A delivery may be claimed anew while an attempt whose lease ran out still runs.</summary>
    private sealed record Claim(long DeliveryId, Guid Token);
}
