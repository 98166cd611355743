using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Eci.Transports.RabbitMq;

/// <summary>Stands for an envelope that is written already. Its bytes are sent as they are: the signature covers them.</summary>
internal sealed record StoredEnvelope(ReadOnlyMemory<byte> Body);

internal sealed class StoredEnvelopeSerializer(StoredEnvelope envelope) : IMessageSerializer
{
    private static readonly ContentType Json = new("application/vnd.masstransit+json");

    public ContentType ContentType => Json;

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class => new MemoryMessageBody(envelope.Body);
}
