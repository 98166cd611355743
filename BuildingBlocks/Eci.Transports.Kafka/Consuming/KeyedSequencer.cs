namespace Eci.Transports.Kafka.Consuming;

/// <summary>Runs work concurrently, but work of the same key one after the other in the order in which it came.</summary>
/// <param name="concurrency">How much runs at once.</param>
/// <param name="run">The work on one item; must not throw.</param>
internal sealed class KeyedSequencer<T>(int concurrency, Func<T, Task> run)
{
    private readonly Lock _lock = new();

    /// <summary>The keys that are busy, with what waits behind them.</summary>
    private readonly Dictionary<string, Queue<T>> _lanes = new(StringComparer.Ordinal);
    private readonly Queue<(string? Key, T Item)> _ready = new();
    private int _running;

    /// <param name="key">Null when order does not matter.</param>
    /// <param name="item">What to run.</param>
    public void Post(string? key, T item)
    {
        lock (_lock)
        {
            if (key is not null)
            {
                if (_lanes.TryGetValue(key, out var lane))
                {
                    lane.Enqueue(item);
                    return;
                }

                _lanes.Add(key, new Queue<T>());
            }

            _ready.Enqueue((key, item));
            StartReady();
        }
    }

    /// <summary>Forgets what matches and has not begun.</summary>
    public void Forget(Predicate<T> match)
    {
        lock (_lock)
        {
            foreach (var (key, lane) in _lanes.ToList())
                _lanes[key] = new Queue<T>(lane.Where(item => !match(item)));
            var ready = _ready.ToList();
            _ready.Clear();
            foreach (var (key, item) in ready)
            {
                if (!match(item))
                    _ready.Enqueue((key, item));
                else if (key is not null)
                    Advance(key);
            }

            StartReady();
        }
    }

    private void StartReady()
    {
        while (_running < concurrency && _ready.TryDequeue(out var next))
        {
            _running++;
            _ = Task.Run(() => RunAsync(next.Key, next.Item));
        }
    }

    private async Task RunAsync(string? key, T item)
    {
        await run(item);
        lock (_lock)
        {
            _running--;
            if (key is not null)
                Advance(key);
            StartReady();
        }
    }

    private void Advance(string key)
    {
        if (_lanes[key].TryDequeue(out var next))
            _ready.Enqueue((key, next));
        else
            _lanes.Remove(key);
    }
}
