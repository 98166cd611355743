using System.Text;
using Confluent.Kafka;
using Eci.Messaging.Brokers;
using Eci.Transports.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace Eci.Transports.Kafka.Producing;

using Client = IProducer<byte[]?, byte[]>;

/// <summary>The one producer of this process; made when it is first needed, and anew after an error that it cannot survive.</summary>
internal sealed partial class KafkaProducer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    private readonly ClientSettings _settings;
    private readonly ClusterWatch _watch;
    private readonly ILogger<KafkaProducer> _logger;
    private readonly Lock _lock = new();

    /// <summary>The library does not survive a question to a client that is ending.</summary>
    private readonly SemaphoreSlim _questions = new(1, 1);
    private Client? _client;
    private bool _disposed;

    public KafkaProducer(ClientSettings settings, ClusterWatch watch, ILogger<KafkaProducer> logger)
    {
        (_settings, _watch, _logger) = (settings, watch, logger);
        watch.Ask = cancellationToken => AskAsync(admin => admin.GetMetadata(Patience), cancellationToken);
    }

    /// <summary>Completes with the delivery report.</summary>
    /// <exception cref="BrokerRefusedException">The record will never be taken.</exception>
    public async Task ProduceAsync(BrokerMessage message, CancellationToken cancellationToken)
    {
        var client = Current();
        try
        {
            await client.ProduceAsync(_settings.TopicOf(message.Topic), RecordOf(message), cancellationToken);
        }
        catch (KafkaException exception) when (IsRefusal(exception.Error.Code))
        {
            throw new BrokerRefusedException($"Kafka does not take the message: {exception.Error.Reason}", exception);
        }
        catch (KafkaException exception) when (exception.Error.IsFatal || exception.Error.Code is ErrorCode.Local_Fatal)
        {
            Replace(client, exception.Error);
            throw;
        }
    }

    /// <summary>Asks the cluster something by the connections of the producer.</summary>
    public async Task<T> AskAsync<T>(Func<IAdminClient, Task<T>> question, CancellationToken cancellationToken)
    {
        await _questions.WaitAsync(cancellationToken);
        try
        {
            using var admin = new DependentAdminClientBuilder(Current().Handle).Build();
            return await Task.Run(() => question(admin), CancellationToken.None);
        }
        finally
        {
            _questions.Release();
        }
    }

    /// <inheritdoc cref="AskAsync{T}(Func{IAdminClient, Task{T}}, CancellationToken)"/>
    public Task<T> AskAsync<T>(Func<IAdminClient, T> question, CancellationToken cancellationToken) =>
        AskAsync(admin => Task.FromResult(question(admin)), cancellationToken);

    public void Dispose()
    {
        Client? last;
        lock (_lock)
        {
            _disposed = true;
            (last, _client) = (_client, null);
        }

        if (last is not null)
            End(last);
    }

    /// <summary>Forever, whatever the cluster's state: too large, or against a rule of the cluster.</summary>
    private static bool IsRefusal(ErrorCode code) =>
        code is ErrorCode.MsgSizeTooLarge or ErrorCode.InvalidRecord or ErrorCode.TopicException or ErrorCode.PolicyViolation;

    private static Message<byte[]?, byte[]> RecordOf(BrokerMessage message)
    {
        var headers = new Headers();
        foreach (var (name, value) in message.Headers)
            headers.Add(name, Encoding.UTF8.GetBytes(value));
        return new Message<byte[]?, byte[]>
        {
            Key = message.Key is { } key ? Encoding.UTF8.GetBytes(key) : null,
            Value = message.Body.ToArray(),
            Headers = headers,
        };
    }

    private Client Current()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _client ??= new ProducerBuilder<byte[]?, byte[]>(_settings.ForProducer())
                .SetKeySerializer(OptionalKey.Instance)
                .SetErrorHandler(Hear)
                .SetLogHandler((_, line) => _watch.Heard(line))
                .Build();
        }
    }

    private void Hear(Client client, Error error)
    {
        if (error.IsFatal)
            Replace(client, error);
        else
            _watch.Heard(error);
    }

    private void Replace(Client broken, Error error)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_client, broken))
                return;
            _client = null;
        }

        LogReplaced(error.Code);
        // Not here: this may be the thread that the end of the client waits for.
        _ = Task.Run(() =>
        {
            // What it still holds fails now, and is sent again by its successor.
            broken.Flush(LongestFarewell);
            End(broken);
        });
    }

    private void End(Client client)
    {
        if (!_questions.Wait(LongestFarewell))
            return;
        try
        {
            client.Dispose();
        }
        finally
        {
            _questions.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Kafka producer gave up ({Code}) and is replaced")]
    private partial void LogReplaced(ErrorCode code);

    private sealed class OptionalKey : ISerializer<byte[]?>
    {
        public static OptionalKey Instance { get; } = new();

        public byte[]? Serialize(byte[]? data, SerializationContext context) => data;
    }
}
