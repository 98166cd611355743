using Eci.Messaging.Storage;

namespace Eci.Messaging.Brokers;

/// <summary>A message of a broker in the hands of one subscriber: travels with the receive context as a lease does for rows.</summary>
internal sealed record BrokerDelivery(
    Guid MessageId,
    string Endpoint,
    string Topic,
    string TenantId,
    string? Key,
    ReadOnlyMemory<byte> Body,
    string? TraceParent,
    string? TraceId,
    DateTimeOffset SentTime)
{
    /// <summary>What the inbox calls the subscriber.</summary>
    public Guid ConsumerId { get; } = InboxEntry.IdOf(Endpoint);

    public long? OrderKey { get; } = Messaging.OrderKey.Hash(TenantId, Key);

    public static BrokerDelivery Of(ReceivedMessage message, EnvelopeHead head, DateTimeOffset now) => new(
        head.MessageId,
        message.Endpoint,
        message.Headers.GetValueOrDefault(BrokerHeaders.Topic) ?? message.Topic,
        message.Headers.GetValueOrDefault(BrokerHeaders.Tenant) ?? string.Empty,
        message.Headers.GetValueOrDefault(BrokerHeaders.Key),
        message.Body,
        message.Headers.GetValueOrDefault(BrokerHeaders.TraceParent),
        message.Headers.GetValueOrDefault(BrokerHeaders.TraceId),
        head.SentTime ?? now);
}

/// <summary>Another delivery of the same message to the same subscriber was finished first. Nothing of this attempt was written.</summary>
internal sealed class AlreadyHandledException(string endpoint, Exception innerException)
    : Exception($"{endpoint} has handled the message in the meantime.", innerException);
