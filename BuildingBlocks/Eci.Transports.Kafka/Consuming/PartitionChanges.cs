using System.Diagnostics;
using Confluent.Kafka;
using Eci.Messaging.Brokers;
using Eci.Transports.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace Eci.Transports.Kafka.Consuming;

using Client = IConsumer<byte[]?, byte[]?>;

/// <summary>What happens when partitions come and go. Called by the client library on the thread that polls.</summary>
internal sealed partial class PartitionChanges(
    string endpoint,
    KafkaOptions options,
    ClusterWatch watch,
    IReadingMarks marks,
    OffsetCommits commits,
    KeyedSequencer<ConsumedRecord> sequencer,
    ILogger logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PatienceWhenAway = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AbortTime = TimeSpan.FromMilliseconds(500);

    public Assignment Assignment { get; } = new();

    /// <summary>Partitions are about to be read. Those that the last reader did not leave well are read with caution.</summary>
    public void Assigned(Client client, List<TopicPartition> places)
    {
        if (places.Count == 0)
            return;
        var names = places.ConvertAll(AssignedPartition.NameOf);
        IReadOnlySet<string>? broken = null;
        var known = Blocking.TryRun(async cancellationToken => broken = await marks.BeginAsync(endpoint, names, cancellationToken), Patience);
        var starts = StartsOf(client, places);
        var cautious = 0;
        foreach (var place in places)
        {
            var isBroken = !known || broken!.Contains(AssignedPartition.NameOf(place));
            var start = starts.GetValueOrDefault(place);
            var end = isBroken ? EndOf(client, place, start) : 0;
            cautious += end > 0 ? 1 : 0;
            Assignment.Add(new AssignedPartition(place, options.Window, end) { StartedAt = start });
        }

        watch.Report(endpoint, null);
        LogAssigned(endpoint, string.Join(", ", names), cautious);
    }

    /// <summary>Partitions go to another reader: nothing new begins, what runs may end, and what is finished is committed.</summary>
    public void Revoked(Client client, List<TopicPartitionOffset> places)
    {
        var leaving = Assignment.Remove(places.Select(p => p.TopicPartition));
        if (leaving.Count == 0)
            return;
        Close(leaving);
        var began = Stopwatch.GetTimestamp();
        var late = leaving.Where(p => !p.Wait(options.DrainTimeout - Stopwatch.GetElapsedTime(began))).ToList();
        Abort(late);
        commits.Complete(leaving, watch.IsAway ? PatienceWhenAway : Patience);
        var well = leaving.Where(p => p.WasLeftWell).Select(p => p.Name).ToList();
        if (well.Count > 0)
            Blocking.TryRun(cancellationToken => marks.EndAsync(endpoint, well, cancellationToken), Patience);
        LogRevoked(endpoint, string.Join(", ", leaving.Select(p => p.Name)), late.Count);
        Release(leaving);
    }

    /// <summary>Partitions have gone to another reader already: what runs is left to it, and nothing may be committed.</summary>
    public void Lost(Client client, List<TopicPartitionOffset> places)
    {
        var lost = Assignment.Remove(places.Select(p => p.TopicPartition));
        if (lost.Count == 0)
            return;
        Close(lost);
        Abort(lost);
        LogLost(endpoint, string.Join(", ", lost.Select(p => p.Name)));
        Release(lost);
    }

    /// <summary>The client has ended: lets go of what it did not give back.</summary>
    public void Abandon()
    {
        var left = Assignment.Remove(Assignment.Partitions.Select(p => p.Place));
        Close(left);
        Abort(left);
        Release(left);
    }

    private static Dictionary<TopicPartition, long?> StartsOf(Client client, List<TopicPartition> places)
    {
        try
        {
            return client.Committed(places, Patience).ToDictionary(p => p.TopicPartition, p => p.Offset.Value >= 0 ? p.Offset.Value : (long?)null);
        }
        catch (KafkaException)
        {
            return [];
        }
    }

    /// <summary>Where the partition ends: what is appended later was in nobody's hands. Zero when there is nothing to read before it.</summary>
    private static long EndOf(Client client, TopicPartition place, long? start)
    {
        try
        {
            var ends = client.QueryWatermarkOffsets(place, Patience);
            return ends.High.Value > Math.Max(ends.Low.Value, start ?? 0) ? ends.High.Value : 0;
        }
        catch (KafkaException)
        {
            return long.MaxValue;
        }
    }

    private void Close(List<AssignedPartition> partitions)
    {
        foreach (var partition in partitions)
            partition.Close();
        sequencer.Forget(record => partitions.Contains(record.Partition));
    }

    /// <summary>A handler that does not heed its cancellation keeps its partition.</summary>
    private static void Release(List<AssignedPartition> partitions)
    {
        foreach (var partition in partitions.Where(p => p.Wait(TimeSpan.Zero)))
            partition.Dispose();
    }

    private static void Abort(List<AssignedPartition> partitions)
    {
        foreach (var partition in partitions)
            partition.Abort();
        var began = Stopwatch.GetTimestamp();
        foreach (var partition in partitions)
            partition.Wait(AbortTime - Stopwatch.GetElapsedTime(began));
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Endpoint} reads {Partitions}; {Cautious} of them were not left well")]
    private partial void LogAssigned(string endpoint, string partitions, int cautious);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Endpoint} has given back {Partitions}; {Late} of them had to be cut short")]
    private partial void LogRevoked(string endpoint, string partitions, int late);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} has lost {Partitions}: the process was silent for too long")]
    private partial void LogLost(string endpoint, string partitions);
}
