using Confluent.Kafka;

namespace Eci.Transports.Kafka.Consuming;

/// <summary>A partition in the hands of this process, from its assignment until it is taken away.</summary>
/// <param name="place">Which one.</param>
/// <param name="window">Records of it that a reader takes at most beyond what it has committed.</param>
/// <param name="brokenOffBefore">
/// When the last reader may have ended in the middle of a record: the offset that the partition had reached by then. Zero when not.
/// </param>
internal sealed class AssignedPartition(TopicPartition place, int window, long brokenOffBefore) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly ManualResetEventSlim _idle = new(initialState: true);
    private long? _repeatsBefore;
    private long _committed = -1;
    private int _running;
    private bool _closed;

    public TopicPartition Place => place;

    /// <summary>Name for people and marks, <c>topic[3]</c>.</summary>
    public string Name { get; } = NameOf(place);

    public LowWaterMark Mark { get; } = new();

    /// <summary>Cancelled when a record in work is to be left to the next reader.</summary>
    public CancellationToken Aborted => _abort.Token;

    /// <summary>Where the group begins to read; null when it is not known.</summary>
    public long? StartedAt { get; set; }

    /// <summary>End of the partition as last heard; null when it is not known.</summary>
    public long? End { get; set; }

    /// <summary>Records between what the group has finished and the end; null when it is not known.</summary>
    public long? Lag => End is { } end && (Mark.Value ?? StartedAt) is { } done ? Math.Max(0, end - done) : null;

    /// <summary>Offsets taken beyond what is committed.</summary>
    public long Uncommitted => Mark.Position is { } position ? position - Interlocked.Read(ref _committed) : 0;

    /// <summary>The offset to commit; null when there is none.</summary>
    public long? ToCommit => Mark.Value is { } value && value > Interlocked.Read(ref _committed) ? value : null;

    /// <summary>True when every attempt on a record has come to its end: none was cut short, and none may have ended with a process.</summary>
    public bool WasLeftWell
    {
        get
        {
            lock (_lock)
                return _closed && _running == 0 && !_abort.IsCancellationRequested && (brokenOffBefore == 0 || Mark.Value >= _repeatsBefore);
        }
    }

    public static string NameOf(TopicPartition place) => $"{place.Topic}[{place.Partition.Value}]";

    /// <summary>Notes a record; true when an earlier attempt on it may have ended with the process that made it.</summary>
    public bool Take(long offset)
    {
        if (_repeatsBefore is null)
        {
            // The last reader began where this one does, and went at most a window beyond.
            _repeatsBefore = Math.Min(offset + window, brokenOffBefore);
            Interlocked.Exchange(ref _committed, offset);
        }

        Mark.Take(offset);
        return offset < _repeatsBefore;
    }

    public void Committed(long offset) => Interlocked.Exchange(ref _committed, offset);

    /// <summary>False when nothing may begin any more.</summary>
    public bool TryBegin()
    {
        lock (_lock)
        {
            if (_closed)
                return false;
            _running++;
            _idle.Reset();
            return true;
        }
    }

    public void Ended()
    {
        lock (_lock)
        {
            if (--_running == 0)
                _idle.Set();
        }
    }

    /// <summary>From now on nothing begins.</summary>
    public void Close()
    {
        lock (_lock)
            _closed = true;
    }

    public void Abort() => _abort.Cancel();

    /// <summary>Waits until nothing is running; false when something still is after that time.</summary>
    public bool Wait(TimeSpan patience) => _idle.Wait(patience > TimeSpan.Zero ? patience : TimeSpan.Zero);

    /// <summary>To be called once nothing is running.</summary>
    public void Dispose()
    {
        _abort.Dispose();
        _idle.Dispose();
    }
}
