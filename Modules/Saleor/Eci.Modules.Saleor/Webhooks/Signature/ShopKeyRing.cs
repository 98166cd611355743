using System.Collections.Concurrent;
using Eci.Modules.Saleor.Connection.Registration;
using Microsoft.Extensions.Logging;

namespace Eci.Modules.Saleor.Webhooks.Signature;

/// <summary>
/// The public keys of all connected shops, by the API address that was stored when a shop was connected: fetched when first needed, again
/// behind the back of a call after some hours, and again when a signature fits none, which is how shops exchange keys. A shop is never
/// asked more often than its pauses allow, whatever forged signatures arrive; the number of shops is that of the connected apps.
/// </summary>
internal sealed partial class ShopKeyRing(ShopProbe shop, TimeProvider time, ILogger<ShopKeyRing> logger)
{
    /// <summary>How often in a row a shop is asked anew for keys that did not do.</summary>
    public const int Spare = 4;

    /// <summary>Older keys are fetched anew.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(6);

    /// <summary>After this a shop that was asked may be asked once more.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>From a failed fetch to the next.</summary>
    public static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Entry> _shops = new(StringComparer.Ordinal);

    /// <summary>The keys of a shop; null when it does not tell them now.</summary>
    /// <param name="apiUrl">API address of the shop, as stored.</param>
    /// <param name="beyond">Keys that did not do. The same are returned when the shop was asked too often.</param>
    /// <param name="cancellationToken">Ends the wait, not the fetch: others may wait for it, and who hangs up must not cause another.</param>
    public async ValueTask<ShopKeys?> GetAsync(string apiUrl, ShopKeys? beyond, CancellationToken cancellationToken)
    {
        var entry = _shops.GetOrAdd(apiUrl, _ => new Entry());
        Task<ShopKeys?> fetch;
        lock (entry.Gate)
        {
            var now = time.GetUtcNow();
            if (entry.Keys is { } known && !ReferenceEquals(known, beyond))
            {
                if (now - entry.FetchedAt >= MaxAge)
                    _ = Fetch(apiUrl, entry, now);
                return known;
            }

            if (entry.Keys is not null && !entry.IsFetching && !entry.MayBeAsked(now))
                return entry.Keys;
            fetch = Fetch(apiUrl, entry, now);
        }

        return await fetch.WaitAsync(cancellationToken);
    }

    /// <summary>Keys that were just read while the shop was connected.</summary>
    public void Remember(string apiUrl, ShopKeys keys)
    {
        var entry = _shops.GetOrAdd(apiUrl, _ => new Entry());
        lock (entry.Gate)
            (entry.Keys, entry.FetchedAt) = (keys, time.GetUtcNow());
    }

    /// <summary>The fetch that runs, else a new one; nothing while the shop is left alone after a failure.</summary>
    private Task<ShopKeys?> Fetch(string apiUrl, Entry entry, DateTimeOffset now)
    {
        if (!entry.IsFetching)
            entry.Running = now - entry.FailedAt < PauseAfterFailure ? Task.FromResult<ShopKeys?>(null) : Task.Run(() => FetchAsync(apiUrl, entry));
        return entry.Running;
    }

    private async Task<ShopKeys?> FetchAsync(string apiUrl, Entry entry)
    {
        var keys = await ReadAsync(apiUrl);
        lock (entry.Gate)
        {
            var now = time.GetUtcNow();
            if (keys is null)
                entry.FailedAt = now;
            else
                entry.Take(keys, now);
        }

        return keys;
    }

    private async Task<ShopKeys?> ReadAsync(string apiUrl)
    {
        try
        {
            var keys = ShopKeys.Read(await shop.ReadKeysAsync(apiUrl, CancellationToken.None));
            if (keys is null)
                LogUnusable();
            return keys;
        }
        catch (ShopUnavailableException exception)
        {
            LogUnavailable((exception.InnerException ?? exception).GetType().Name);
            return null;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "A Saleor shop does not tell its public keys ({Error})")]
    private partial void LogUnavailable(string error);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "A Saleor shop tells no public key that can be used")]
    private partial void LogUnusable();

    /// <summary>What is known of a shop. Used under its lock.</summary>
    private sealed class Entry
    {
        /// <summary>When the shop may be asked <see cref="Spare"/> times in a row again.</summary>
        private DateTimeOffset _restedAt;

        public Lock Gate { get; } = new();

        public ShopKeys? Keys { get; set; }

        public DateTimeOffset FetchedAt { get; set; }

        public DateTimeOffset FailedAt { get; set; }

        public Task<ShopKeys?> Running { get; set; } = Task.FromResult<ShopKeys?>(null);

        public bool IsFetching => !Running.IsCompleted;

        public bool MayBeAsked(DateTimeOffset now) => _restedAt - now <= (Spare - 1) * Pause;

        public void Take(ShopKeys keys, DateTimeOffset now)
        {
            (Keys, FetchedAt) = (keys, now);
            _restedAt = (_restedAt > now ? _restedAt : now) + Pause;
        }
    }
}
