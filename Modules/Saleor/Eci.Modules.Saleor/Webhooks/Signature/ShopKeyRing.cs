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
    /// <summary>Older keys are fetched anew.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(6);

    /// <summary>From one successful fetch to the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>From a failed fetch to the next.</summary>
    public static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Entry> _shops = new(StringComparer.Ordinal);

    /// <summary>The keys of a shop; null when it does not tell them now.</summary>
    /// <param name="apiUrl">API address of the shop, as stored.</param>
    /// <param name="beyond">Keys that did not do. The same are returned when they were fetched just now; null: newer ones cannot be had.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<ShopKeys?> GetAsync(string apiUrl, ShopKeys? beyond, CancellationToken cancellationToken)
    {
        var entry = _shops.GetOrAdd(apiUrl, _ => new Entry());
        if (entry.Fetched is { } known && IsEnough(known, beyond))
        {
            if (time.GetUtcNow() - known.At >= MaxAge && entry.Turn.CurrentCount > 0)
                _ = RefreshAsync(apiUrl, entry);
            return known.Keys;
        }

        await entry.Turn.WaitAsync(cancellationToken);
        try
        {
            if (entry.Fetched is { } now && IsEnough(now, beyond))
                return now.Keys;
            return await FetchAsync(apiUrl, entry, cancellationToken) ? entry.Fetched!.Keys : null;
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    /// <summary>Keys that were just read while the shop was connected.</summary>
    public void Remember(string apiUrl, ShopKeys keys) =>
        _shops.GetOrAdd(apiUrl, _ => new Entry()).Fetched = new Fetched(keys, time.GetUtcNow());

    private bool IsEnough(Fetched known, ShopKeys? beyond) =>
        beyond is null || !ReferenceEquals(beyond, known.Keys) || time.GetUtcNow() - known.At < Pause;

    private async Task RefreshAsync(string apiUrl, Entry entry)
    {
        if (!await entry.Turn.WaitAsync(TimeSpan.Zero))
            return;
        try
        {
            if (time.GetUtcNow() - entry.Fetched!.At >= MaxAge)
                await FetchAsync(apiUrl, entry, CancellationToken.None);
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    private async Task<bool> FetchAsync(string apiUrl, Entry entry, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - entry.FailedAt < PauseAfterFailure)
            return false;
        try
        {
            if (ShopKeys.Read(await shop.ReadKeysAsync(apiUrl, cancellationToken)) is { } keys)
            {
                entry.Fetched = new Fetched(keys, time.GetUtcNow());
                return true;
            }

            LogUnusable();
        }
        catch (ShopUnavailableException exception)
        {
            LogUnavailable((exception.InnerException ?? exception).GetType().Name);
        }

        entry.FailedAt = time.GetUtcNow();
        return false;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "A Saleor shop does not tell its public keys ({Error})")]
    private partial void LogUnavailable(string error);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "A Saleor shop tells no public key that can be used")]
    private partial void LogUnusable();

    private sealed record Fetched(ShopKeys Keys, DateTimeOffset At);

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public Fetched? Fetched { get; set; }

        public DateTimeOffset FailedAt { get; set; } = DateTimeOffset.MinValue;
    }
}
