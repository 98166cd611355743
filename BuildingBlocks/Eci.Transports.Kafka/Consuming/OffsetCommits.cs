using System.Diagnostics;
using Confluent.Kafka;

namespace Eci.Transports.Kafka.Consuming;

/// <summary>
/// Commits how far partitions are finished: every second, or earlier when half of the window is used. One commit at a time, beside
/// the thread that polls. It is done here and not by the library because the window must know what is committed.
/// </summary>
/// <param name="commit">Sends a commit and waits for the answer; throws <see cref="KafkaException"/>.</param>
/// <param name="early">Records that are finished and not committed for which a commit is made at once.</param>
/// <param name="ended">Called after every commit.</param>
internal sealed class OffsetCommits(Action<IEnumerable<TopicPartitionOffset>> commit, int early, Action ended) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ManualResetEventSlim _idle = new(initialState: true);
    private long _last = Stopwatch.GetTimestamp();
    private int _finished;

    /// <summary>To be called when a record is finished.</summary>
    public void Finished() => Interlocked.Increment(ref _finished);

    /// <summary>Begins a commit when one is due.</summary>
    public void Advance(IReadOnlyCollection<AssignedPartition> partitions)
    {
        if (_idle.IsSet && (Volatile.Read(ref _finished) >= early || Stopwatch.GetElapsedTime(_last) >= Interval))
            Begin(partitions);
    }

    /// <summary>Commits now and waits for the end, also of a commit on its way; gives up after twice the time.</summary>
    public void Complete(IReadOnlyCollection<AssignedPartition> partitions, TimeSpan patience)
    {
        if (!_idle.Wait(patience))
            return;
        Begin(partitions);
        _idle.Wait(patience);
    }

    /// <summary>Waits until no commit is on its way; false when one still is after that time.</summary>
    public bool Wait(TimeSpan patience) => _idle.Wait(patience);

    public void Dispose() => _idle.Dispose();

    private void Begin(IReadOnlyCollection<AssignedPartition> partitions)
    {
        _last = Stopwatch.GetTimestamp();
        Interlocked.Exchange(ref _finished, 0);
        var due = partitions.Where(p => p.ToCommit is not null).Select(p => (Partition: p, Offset: p.ToCommit!.Value)).ToList();
        if (due.Count == 0)
            return;
        _idle.Reset();
        _ = Task.Run(() => Commit(due));
    }

    private void Commit(List<(AssignedPartition Partition, long Offset)> due)
    {
        try
        {
            commit(due.Select(d => new TopicPartitionOffset(d.Partition.Place, d.Offset)));
            foreach (var (partition, offset) in due)
                partition.Committed(offset);
        }
        catch (Exception exception) when (exception is KafkaException or ObjectDisposedException)
        {
            // Tried again with the next one, or by the next reader of the partition, for whom the inbox knows what is finished.
        }
        finally
        {
            _idle.Set();
            ended();
        }
    }
}
