using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Eci.Messaging.Routing;
using Eci.Transports.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace Eci.Transports.Kafka.Producing;

/// <summary>Creates the topics of the routing table, or checks that they are there.</summary>
internal sealed partial class KafkaTopics(
    RouteTable routes, ClientSettings settings, KafkaProducer producer, ClusterWatch watch, ILogger<KafkaTopics> logger)
{
    private const string Part = "topics";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _told;

    /// <summary>Completes once all topics are known to exist.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Waits for the cluster, then creates what is missing.</summary>
    /// <exception cref="InvalidConfigurationException">Topics are missing and may not, or cannot, be created as the settings say.</exception>
    public async Task DeployAsync(CancellationToken cancellationToken)
    {
        try
        {
            var missing = await MissingAsync(cancellationToken);
            if (missing.Count > 0 && !settings.Options.CreateTopics)
                throw new InvalidConfigurationException($"Topics are missing in Kafka and {KafkaOptions.Section}:CreateTopics is off: {string.Join(", ", missing)}.");
            if (missing.Count > 0)
                await CreateAsync(missing, cancellationToken);
            watch.Report(Part, null);
            _ready.TrySetResult();
        }
        catch (InvalidConfigurationException exception)
        {
            watch.Report(Part, exception.Message);
            if (!string.Equals(Interlocked.Exchange(ref _told, exception.Message), exception.Message, StringComparison.Ordinal))
                LogTrouble(exception.Message);
            throw;
        }
    }

    private async Task<List<string>> MissingAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var cluster = await producer.AskAsync(admin => admin.GetMetadata(Patience), cancellationToken);
                var existing = cluster.Topics.Where(t => !t.Error.IsError).Select(t => t.Topic).ToHashSet(StringComparer.Ordinal);
                return routes.Topics.Select(t => settings.TopicOf(t.Name)).Where(name => !existing.Contains(name)).ToList();
            }
            catch (KafkaException exception)
            {
                watch.Lost("Kafka cannot be reached.", exception.Error.Code);
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
    }

    private async Task CreateAsync(List<string> names, CancellationToken cancellationToken)
    {
        var options = settings.Options;
        var wanted = names.Select(name => new TopicSpecification
        {
            Name = name,
            NumPartitions = options.Partitions,
            ReplicationFactor = options.ReplicationFactor,
            Configs = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["max.message.bytes"] = settings.MaxRecordBytes.ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
        });
        var limits = new CreateTopicsOptions { RequestTimeout = options.CreateTimeout, OperationTimeout = options.CreateTimeout };
        try
        {
            await producer.AskAsync(
                async admin =>
                {
                    await admin.CreateTopicsAsync(wanted, limits);
                    return true;
                },
                cancellationToken);
            LogCreated(names.Count);
        }
        catch (CreateTopicsException exception)
        {
            var failed = exception.Results.Where(r => r.Error.IsError && r.Error.Code is not ErrorCode.TopicAlreadyExists).ToList();
            if (failed.Find(r => IsRefusal(r.Error.Code)) is { } refused)
                throw new InvalidConfigurationException($"Kafka does not create topic {refused.Topic}: {refused.Error.Reason}");
            if (failed.Count > 0)
                throw;
        }
        catch (KafkaException exception) when (exception.Error.Code is ErrorCode.Local_TimedOut)
        {
            // A cluster without a controller takes no such request; it may still create a topic that is asked for.
            await AskForAsync(names, cancellationToken);
        }
    }

    private async Task AskForAsync(List<string> names, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestCheck);
        foreach (var name in names)
        {
            while (!await producer.AskAsync(admin => Exists(admin.GetMetadata(name, Patience)), patience.Token))
                await Task.Delay(Pause, TimeProvider.System, patience.Token);
        }
    }

    private static bool Exists(Metadata metadata) => metadata.Topics is [{ Error.IsError: false, Partitions.Count: > 0 }];

    /// <summary>Asking again does not help until somebody changes a setting.</summary>
    private static bool IsRefusal(ErrorCode code) => code
        is ErrorCode.InvalidReplicationFactor or ErrorCode.InvalidPartitions or ErrorCode.InvalidConfig or ErrorCode.PolicyViolation
        or ErrorCode.TopicException or ErrorCode.TopicAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} topic(s) were created in Kafka")]
    private partial void LogCreated(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Trouble}")]
    private partial void LogTrouble(string trouble);
}
