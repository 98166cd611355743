namespace Eci.Messaging.Brokers;

/// <summary>A broker that distributes messages. The database keeps them: what a broker loses or doubles is not lost or doubled.</summary>
public interface IBroker
{
    /// <summary>Name as the setting <c>Eci:Transport</c> spells it.</summary>
    string Name { get; }

    /// <summary>What keeps this process from the broker at the moment, in a few words; null while all is well.</summary>
    string? Trouble { get; }

    /// <summary>Creates, or only checks, every topic and queue of the routing table, whatever roles this process plays. Repeating it changes nothing.</summary>
    Task DeployAsync(CancellationToken cancellationToken);

    /// <summary>Completes when the broker has confirmed the message. After a failure or a cancellation it is unknown whether it was taken.</summary>
    /// <exception cref="BrokerRefusedException">The broker will never take it.</exception>
    Task PublishAsync(BrokerMessage message, CancellationToken cancellationToken);
}

/// <summary>A message on its way to a broker.</summary>
/// <param name="Topic">Name of its topic.</param>
/// <param name="Key">Tenant and ordering key as <c>tenant/key</c>; null when order does not matter.</param>
/// <param name="Body">The envelope.</param>
/// <param name="Headers">Message id, signature and trace; see <see cref="BrokerHeaders"/>.</param>
/// <param name="NeedsReader">True when a queue must take it: arriving nowhere is a failure.</param>
public sealed record BrokerMessage(
    string Topic, string? Key, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers, bool NeedsReader);

/// <summary>A message that came from a broker.</summary>
/// <param name="Endpoint">The queue it was taken from.</param>
/// <param name="Topic">Topic it arrived by; empty when the broker does not say.</param>
/// <param name="Body">The envelope, not yet looked at.</param>
/// <param name="Headers">Text headers, not to be trusted.</param>
/// <param name="MayRepeat">An earlier delivery of it may have ended with the process that handled it.</param>
/// <param name="Origin">Where it lay, for people, such as <c>topic[3]@17</c>.</param>
public sealed record ReceivedMessage(
    string Endpoint, string Topic, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers, bool MayRepeat, string Origin);

/// <summary>Handles what a broker delivers.</summary>
public interface IBrokerReceiver
{
    /// <summary>
    /// Returns when the broker may forget the message: it was handled, was handled before, waits in the database for a later attempt,
    /// or lies in the dead letters. While the database is away it waits.
    /// </summary>
    /// <exception cref="OperationCanceledException">This process stops: the broker must deliver it again.</exception>
    Task ReceiveAsync(ReceivedMessage message, CancellationToken abort);
}

/// <summary>The broker will not take the message, now or later.</summary>
public sealed class BrokerRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>Names of the headers that travel with every message.</summary>
public static class BrokerHeaders
{
    /// <summary>Message id, a UUID. For people and tools: the hub itself trusts only the signed body.</summary>
    public const string MessageId = "eci-message-id";

    /// <summary>Name of the topic.</summary>
    public const string Topic = "eci-topic";

    /// <summary>Tenant, absent for messages of none.</summary>
    public const string Tenant = "eci-tenant";

    /// <summary>Ordering key within the tenant, absent where order does not matter.</summary>
    public const string Key = "eci-key";

    /// <summary>HMAC-SHA256 of the body, base64.</summary>
    public const string Signature = "eci-signature";

    /// <summary>Id of the key that signed.</summary>
    public const string SignatureKey = "eci-signature-key";

    /// <summary>The caller's own trace id.</summary>
    public const string TraceId = "eci-trace-id";

    /// <summary>W3C trace context.</summary>
    public const string TraceParent = "traceparent";
}
