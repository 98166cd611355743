namespace Eci.Transports.Kafka.Consuming;

/// <summary>How far the records of a partition are finished without a gap, while they finish in any order. Thread-safe.</summary>
internal sealed class LowWaterMark
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _taken = new();
    private readonly HashSet<long> _finished = [];
    private long _position = -1;

    /// <summary>Everything before this offset is finished; null before the first record.</summary>
    public long? Value
    {
        get
        {
            lock (_lock)
                return _position < 0 ? null : _taken.TryPeek(out var lowest) ? lowest : _position;
        }
    }

    /// <summary>The offset after the last record taken; null before the first record.</summary>
    public long? Position
    {
        get
        {
            lock (_lock)
                return _position < 0 ? null : _position;
        }
    }

    /// <param name="offset">Higher than any before.</param>
    public void Take(long offset)
    {
        lock (_lock)
        {
            if (offset < _position)
                throw new ArgumentOutOfRangeException(nameof(offset), offset, $"The last record was {_position - 1}.");
            _taken.Enqueue(offset);
            _position = offset + 1;
        }
    }

    public void Finish(long offset)
    {
        lock (_lock)
        {
            _finished.Add(offset);
            while (_taken.TryPeek(out var lowest) && _finished.Remove(lowest))
                _taken.Dequeue();
        }
    }
}
