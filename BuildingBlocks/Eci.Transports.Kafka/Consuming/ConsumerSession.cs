using System.Diagnostics;
using Confluent.Kafka;
using Eci.Messaging.Brokers;
using Eci.Messaging.Routing;
using Eci.Transports.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace Eci.Transports.Kafka.Consuming;

using Client = IConsumer<byte[]?, byte[]?>;

/// <summary>
/// Reads the topics of one queue with one client, on a thread of its own: the library calls back on the thread that polls. Takes
/// records no further than the window allows, hands them to the receiver, and commits how far they are finished.
/// </summary>
internal sealed partial class ConsumerSession : IDisposable
{
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>Pausing throws away what the library has fetched, so a full window is first given a chance to empty.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(1);

    private readonly EndpointDefinition _endpoint;
    private readonly ClientSettings _settings;
    private readonly ClusterWatch _watch;
    private readonly IBrokerReceiver _receiver;
    private readonly PartitionChanges _changes;
    private readonly KeyedSequencer<ConsumedRecord> _sequencer;
    private readonly OffsetCommits _commits;
    private readonly ManualResetEventSlim _changed = new();
    private readonly Client _client;
    private readonly ILogger _logger;
    private Exception? _failure;
    private ErrorCode? _complaint;
    private bool _paused;

    public ConsumerSession(
        EndpointDefinition endpoint, ClientSettings settings, ClusterWatch watch, IBrokerReceiver receiver, IReadingMarks marks, ILogger logger)
    {
        (_endpoint, _settings, _watch, _receiver, _logger) = (endpoint, settings, watch, receiver, logger);
        var options = settings.Options;
        _sequencer = new KeyedSequencer<ConsumedRecord>(options.Concurrency, HandleAsync);
        _commits = new OffsetCommits(offsets => _client!.Commit(offsets), Math.Max(1, options.Window / 2), () => _changed.Set());
        _changes = new PartitionChanges(endpoint.Name, options, watch, marks, _commits, _sequencer, logger);
        _client = new ConsumerBuilder<byte[]?, byte[]?>(settings.ForConsumer(endpoint.Name))
            .SetKeyDeserializer(RawBytes.Instance)
            .SetValueDeserializer(RawBytes.Instance)
            .SetPartitionsAssignedHandler(_changes.Assigned)
            .SetPartitionsRevokedHandler(_changes.Revoked)
            .SetPartitionsLostHandler(_changes.Lost)
            .SetErrorHandler(Hear)
            .SetLogHandler((_, line) => watch.Heard(line))
            .Build();
    }

    /// <summary>What it reads at the moment.</summary>
    public Assignment Assignment => _changes.Assignment;

    /// <summary>Polls until it is to stop; then lets running handlers end, commits and leaves the group.</summary>
    /// <exception cref="KafkaException">The client cannot go on.</exception>
    public void Run(CancellationToken stop)
    {
        try
        {
            _client.Subscribe(_endpoint.Topics.Select(t => _settings.TopicOf(t.Name)));
            var looked = Stopwatch.GetTimestamp();
            while (!stop.IsCancellationRequested)
            {
                if (Volatile.Read(ref _failure) is { } failure)
                    throw failure;
                AwaitRoom(stop);
                if (Poll() is { } result)
                    Take(result);
                _commits.Advance(Assignment.Partitions);
                if (Stopwatch.GetElapsedTime(looked) < LookInterval)
                    continue;
                LookForEnds();
                looked = Stopwatch.GetTimestamp();
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Ends the client, but not under a commit on its way: the library would not survive that.</summary>
    public void Dispose()
    {
        if (_commits.Wait(TimeSpan.Zero))
            End();
        else
            _ = Task.Run(End);
    }

    private void End()
    {
        _commits.Wait(Timeout.InfiniteTimeSpan);
        _client.Dispose();
        _commits.Dispose();
        _changed.Dispose();
    }

    /// <summary>Gives the partitions back. A cluster that is away is not told: the client would wait for it.</summary>
    private void Leave()
    {
        if (_watch.IsAway)
            _changes.Revoked(_client, [.. Assignment.Partitions.Select(p => new TopicPartitionOffset(p.Place, Offset.Unset))]);
        else
            _client.Close();
        _changes.Abandon();
    }

    private bool HasRoom() => Assignment.Uncommitted < _settings.Options.Window;

    /// <summary>Holds still while the window is full; after a while pauses the partitions, for a group expects its members to poll.</summary>
    private void AwaitRoom(CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        while (!_paused && !HasRoom() && !stop.IsCancellationRequested)
        {
            _commits.Advance(Assignment.Partitions);
            if (Stopwatch.GetElapsedTime(began) < LongestHold)
            {
                _changed.Wait(PollTime, CancellationToken.None);
                _changed.Reset();
                continue;
            }

            _client.Pause(_client.Assignment);
            _paused = true;
        }

        if (!_paused || !HasRoom())
            return;
        _client.Resume(_client.Assignment);
        _paused = false;
    }

    private ConsumeResult<byte[]?, byte[]?>? Poll()
    {
        try
        {
            return _client.Consume(PollTime);
        }
        catch (ConsumeException exception) when (!exception.Error.IsFatal)
        {
            Complain(exception.Error);
            return null;
        }
    }

    private void Take(ConsumeResult<byte[]?, byte[]?> result)
    {
        if (_complaint is not null)
            Complain(null);
        if (Assignment.Find(result.TopicPartition) is not { } partition)
            return;
        var record = new ConsumedRecord(partition, result, partition.Take(result.Offset.Value));
        _sequencer.Post(record.Key, record);
    }

    private async Task HandleAsync(ConsumedRecord record)
    {
        var partition = record.Partition;
        if (!partition.TryBegin())
            return;
        try
        {
            await _receiver.ReceiveAsync(record.ToMessage(_endpoint.Name, _settings.Options.TopicPrefix), partition.Aborted);
            partition.Mark.Finish(record.Offset);
            _commits.Finished();
        }
        catch (OperationCanceledException) when (partition.Aborted.IsCancellationRequested)
        {
            // The next reader takes it.
        }
        catch (Exception exception)
        {
            Volatile.Write(ref _failure, exception);
        }
        finally
        {
            partition.Ended();
            _changed.Set();
        }
    }

    /// <summary>The library hears where partitions end with every fetch, and hears nothing while they are paused.</summary>
    private void LookForEnds()
    {
        foreach (var partition in Assignment.Partitions)
        {
            try
            {
                var ends = _paused && !_watch.IsAway
                    ? _client.QueryWatermarkOffsets(partition.Place, PollTime)
                    : _client.GetWatermarkOffsets(partition.Place);
                if (ends.High.Value >= 0)
                    partition.End = ends.High.Value;
                if (ends.Low.Value >= 0)
                    partition.StartedAt ??= ends.Low.Value;
            }
            catch (KafkaException)
            {
                return;
            }
        }
    }

    private void Hear(Client client, Error error)
    {
        if (error.IsFatal)
            Volatile.Write(ref _failure, new KafkaException(error));
        else
            _watch.Heard(error);
    }

    /// <summary>Says once what the cluster answers in place of records, until records come again.</summary>
    private void Complain(Error? error)
    {
        _watch.Report(_endpoint.Name, error is null ? null : $"{_endpoint.Name} gets no messages from Kafka: {error.Reason}");
        if (error is not null && _complaint != error.Code)
            LogComplaint(_endpoint.Name, error.Code, error.Reason);
        _complaint = error?.Code;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} gets no messages from Kafka ({Code}: {Reason})")]
    private partial void LogComplaint(string endpoint, ErrorCode code, string reason);

    private sealed class RawBytes : IDeserializer<byte[]?>
    {
        public static RawBytes Instance { get; } = new();

        public byte[]? Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context) => isNull ? null : data.ToArray();
    }
}
