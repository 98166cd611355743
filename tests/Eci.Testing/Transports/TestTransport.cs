namespace Eci.Testing.Transports;

/// <summary>What carries published messages in a test.</summary>
public enum TransportKind
{
    Database,
    RabbitMq,
    Kafka,
}

/// <summary>A broker of a test's own: topics and queues of other tests are not on it. Gone when disposed.</summary>
public abstract class TestTransport : IAsyncDisposable
{
    public abstract TransportKind Kind { get; }

    /// <summary>Settings that lead a host to it, keys in the form of <c>Eci:Transport</c>.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>From now on nobody reaches the broker; what it has confirmed stays.</summary>
    public abstract Task TakeAwayAsync();

    /// <summary>Ends what <see cref="TakeAwayAsync"/> began.</summary>
    public abstract Task BringBackAsync();

    /// <summary>Stops the broker itself; ends the running test as ignored where nobody can.</summary>
    public virtual Task StopBrokerAsync() => TakeAwayAsync();

    /// <summary>Ends what <see cref="StopBrokerAsync"/> began.</summary>
    public virtual Task StartBrokerAsync() => BringBackAsync();

    /// <summary>The broker's process on this machine, if it is one of its own and known.</summary>
    public virtual Task<int?> BrokerProcessAsync() => Task.FromResult<int?>(null);

    /// <summary>Puts something on a topic, past the hub, and waits for the confirmation.</summary>
    public abstract Task PutAsync(string topic, string? key, byte[] body, IReadOnlyDictionary<string, string> headers);

    public abstract ValueTask DisposeAsync();
}
