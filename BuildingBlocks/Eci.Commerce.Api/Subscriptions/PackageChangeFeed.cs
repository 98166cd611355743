using Eci.Core;
using Eci.Persistence;
using Eci.Web.GraphQL.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Commerce.Api.Subscriptions;

/// <summary>
/// Tells listeners of this process about packages that moved, whichever process moved them: the database is asked at an interval, by one
/// statement whatever the number of listeners, and not at all without any. A singleton.
/// </summary>
public sealed partial class PackageChangeFeed : IDisposable
{
    /// <summary>Changes become visible a while after the time they carry: their transaction ends later, and clocks differ.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly ILogger<PackageChangeFeed> _logger;
    private readonly CancellationTokenSource _disposed = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Lock _lock = new();
    private readonly HashSet<Listener> _listeners = [];
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);
    private Task? _running;

    public PackageChangeFeed(IServiceScopeFactory scopes, TimeProvider time, IOptions<SubscriptionOptions> options, ILogger<PackageChangeFeed> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_scopes, _time, _interval, _logger) = (scopes, time, options.Value.Interval, logger);
    }

    /// <summary>Calls with each change that the filter wants, from the end of this task until the answer is disposed.</summary>
    public async Task<IDisposable> ListenAsync(PackageChangeFilter filter, Action<PackageChange> onChange, CancellationToken cancellationToken)
    {
        var listener = new Listener(this, filter, onChange);
        await _reading.WaitAsync(cancellationToken);
        try
        {
            // What happened before is none of the listener's business, but may be news to the others.
            if (HasNobody())
                _seen.Clear();
            Tell(await ReadNewAsync(cancellationToken));
            lock (_lock)
            {
                _listeners.Add(listener);
                _running ??= Task.Run(RunAsync, CancellationToken.None);
            }
        }
        finally
        {
            _reading.Release();
        }

        return listener;
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
        _reading.Dispose();
    }

    private async Task RunAsync()
    {
        var ended = _disposed.Token;
        while (!ended.IsCancellationRequested && !EndsWithoutListeners())
        {
            try
            {
                await Task.Delay(_interval, _time, ended);
                await _reading.WaitAsync(ended);
                try
                {
                    Tell(await ReadNewAsync(ended));
                }
                finally
                {
                    _reading.Release();
                }
            }
            catch (Exception exception) when (!ended.IsCancellationRequested)
            {
                LogFailure(exception.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private bool HasNobody()
    {
        lock (_lock)
            return _listeners.Count == 0;
    }

    /// <summary>The next listener starts to read anew.</summary>
    private bool EndsWithoutListeners()
    {
        lock (_lock)
        {
            if (_listeners.Count > 0)
                return false;
            _running = null;
            return true;
        }
    }

    /// <summary>Changes that were not seen before, oldest first.</summary>
    private async Task<List<PackageChange>> ReadNewAsync(CancellationToken cancellationToken)
    {
        var newest = _seen.Count == 0 ? _time.GetUtcNow() : _seen.Values.Max();
        var since = newest - Overlap;
        await using var scope = _scopes.CreateScopeOfAllTenants();
        var found = await scope.ServiceProvider.GetRequiredService<EciDbContext>().Set<PackageEvent>().AsNoTracking()
            .Where(e => e.MovedFrom != null && e.RecordedAt >= since)
            .OrderBy(e => e.RecordedAt).ThenBy(e => e.Id)
            .Select(e => new PackageChange(
                e.Id, e.TenantId, e.PackageId, e.Package!.OrderId, e.Package.Carrier, e.MovedFrom!.Value, e.State, e.RecordedAt))
            .ToListAsync(cancellationToken);
        foreach (var (id, _) in _seen.Where(pair => pair.Value < since).ToList())
            _seen.Remove(id);
        return found.Where(change => _seen.TryAdd(change.EventId, change.RecordedAt)).ToList();
    }

    private void Tell(List<PackageChange> changes)
    {
        Listener[] listeners;
        lock (_lock)
            listeners = [.. _listeners];
        foreach (var change in changes)
        {
            foreach (var listener in listeners)
                listener.Tell(change);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of packages could not be read ({Error})")]
    private partial void LogFailure(string error);

    private sealed class Listener(PackageChangeFeed feed, PackageChangeFilter filter, Action<PackageChange> onChange) : IDisposable
    {
        public void Tell(PackageChange change)
        {
            if (filter.Wants(change))
                onChange(change);
        }

        public void Dispose()
        {
            lock (feed._lock)
                feed._listeners.Remove(this);
        }
    }
}
