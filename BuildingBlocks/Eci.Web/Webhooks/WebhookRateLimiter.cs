using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Eci.Web.Webhooks;

/// <summary>
/// A token bucket for each webhook known to exist, and one shared by all other addresses: guessing addresses neither grows memory nor
/// reaches the database faster than a single webhook may.
/// </summary>
internal sealed class WebhookRateLimiter
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdleFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Bucket> _known = new(StringComparer.Ordinal);
    private readonly WebhookOptions _options;
    private readonly TimeProvider _time;
    private readonly Bucket _strangers;
    private long _lastSweep;

    public WebhookRateLimiter(IOptions<WebhookOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _lastSweep = time.GetTimestamp();
        _strangers = new Bucket(_options);
    }

    internal int Count => _known.Count;

    /// <summary>Null when the request may pass, else how long to wait.</summary>
    public TimeSpan? Refuse(string webhookId)
    {
        if (_options.RatePerSecond == 0)
            return null;
        var bucket = _known.GetValueOrDefault(webhookId) ?? _strangers;
        bucket.LastUsed = _time.GetTimestamp();
        return bucket.Refuse();
    }

    /// <summary>Gives an address that was found to exist a bucket of its own.</summary>
    public void Remember(string webhookId)
    {
        if (_options.RatePerSecond == 0 || _known.ContainsKey(webhookId))
            return;
        _known.TryAdd(webhookId, new Bucket(_options) { LastUsed = _time.GetTimestamp() });
        Sweep();
    }

    private void Sweep()
    {
        var last = Interlocked.Read(ref _lastSweep);
        if (_time.GetElapsedTime(last) < SweepEvery || Interlocked.CompareExchange(ref _lastSweep, _time.GetTimestamp(), last) != last)
            return;
        foreach (var (id, bucket) in _known)
        {
            if (_time.GetElapsedTime(bucket.LastUsed) >= IdleFor)
                _known.TryRemove(id, out _);
        }
    }

    /// <summary>Refills when it is used, so it needs no timer and nothing to dispose.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "Without automatic refill the limiter holds nothing, and others may still use it when it is dropped.")]
    private sealed class Bucket(WebhookOptions options)
    {
        private readonly TokenBucketRateLimiter _tokens = new(new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Burst,
            TokensPerPeriod = Math.Max(1, options.RatePerSecond),
            ReplenishmentPeriod = Period,
            AutoReplenishment = false,
            QueueLimit = 0,
        });

        private long _lastUsed;

        public long LastUsed
        {
            get => Interlocked.Read(ref _lastUsed);
            set => Interlocked.Exchange(ref _lastUsed, value);
        }

        public TimeSpan? Refuse()
        {
            _tokens.TryReplenish();
            using var lease = _tokens.AttemptAcquire();
            if (lease.IsAcquired)
                return null;
            return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Period;
        }
    }
}
