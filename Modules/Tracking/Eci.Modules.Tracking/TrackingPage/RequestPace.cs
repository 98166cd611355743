using System.Collections.Concurrent;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>
/// Lets so many requests a minute pass per key, all at once or spread (the generic cell rate algorithm). A key takes memory only while
/// its minute is not over, and beyond <paramref name="mostKeys"/> further ones share one place: guessing keys does not grow memory.
/// </summary>
/// <param name="perMinute">0: everything passes.</param>
/// <param name="time">The clock.</param>
/// <param name="mostKeys">Keys remembered at once.</param>
internal sealed class RequestPace(int perMinute, TimeProvider time, int mostKeys = 50_000)
{
    private const string Others = "";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>When a key will have used up nothing any more, measured from the start.</summary>
    private readonly ConcurrentDictionary<string, TimeSpan> _free = new(StringComparer.Ordinal);
    private readonly TimeSpan _interval = Window / Math.Max(1, perMinute);
    private readonly long _start = time.GetTimestamp();
    private long _lastSweep;

    internal int Count => _free.Count;

    /// <summary>Null when the request may pass, else how long to wait.</summary>
    public TimeSpan? Refuse(string key)
    {
        if (perMinute == 0)
            return null;
        var now = time.GetElapsedTime(_start);
        Sweep(now);
        if (_free.Count >= mostKeys && !_free.ContainsKey(key))
            key = Others;
        while (true)
        {
            var known = _free.TryGetValue(key, out var free);
            var used = known && free > now ? free - now : TimeSpan.Zero;
            if (used + _interval > Window)
                return used + _interval - Window;
            var next = now + used + _interval;
            if (known ? _free.TryUpdate(key, next, free) : _free.TryAdd(key, next))
                return null;
        }
    }

    /// <summary>Forgets keys that are as good as new, once a minute.</summary>
    private void Sweep(TimeSpan now)
    {
        var last = Interlocked.Read(ref _lastSweep);
        if (now.Ticks - last < Window.Ticks || Interlocked.CompareExchange(ref _lastSweep, now.Ticks, last) != last)
            return;
        foreach (var entry in _free)
        {
            if (entry.Value <= now)
                _free.TryRemove(entry);
        }
    }
}
