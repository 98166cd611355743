using System.Text;
using Eci.Messaging.Brokers;
using MassTransit;
using MassTransit.RabbitMqTransport;

namespace Eci.Transports.RabbitMq;

/// <summary>
/// Head and end of the pipe of a queue: what arrives goes to the hub's receiver and no further, so that MassTransit neither parses it
/// nor moves it anywhere. When the filter returns the message is acknowledged; when it throws, it is delivered again.
/// <para>
/// Messages with equal keys are handled in the order of their arrival in this process. Other processes take from the same queue:
/// between them RabbitMQ keeps no order. That is harmless, because handlers decide by the time of the event.
/// </para>
/// </summary>
internal sealed class ReceiveFilter(string endpoint, RabbitMqTopology topology, IBrokerReceiver receiver, KeyedGate gate, CancellationToken stopped)
    : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (!context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery) || !context.TryGetPayload<ChannelContext>(out var channel))
            throw new InvalidOperationException("The message does not come from RabbitMQ.");
        // Cancelled when the channel is lost: the message cannot be acknowledged any more, and is on its way to somebody else.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopped);
        var abort = either.Token;
        var message = Read(context, delivery);
        var order = channel.GetOrAddPayload(() => ArrivalOrder.Of(channel.Channel));
        using var place = await order.EnterAsync(delivery.DeliveryTag, () => gate.Enter(KeyOf(message)), abort);
        await place.PassAsync(abort);
        await receiver.ReceiveAsync(message, abort);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("eciReceive");

    private ReceivedMessage Read(ReceiveContext context, RabbitMqBasicConsumeContext delivery) => new(
        endpoint,
        topology.TopicOf(delivery.Exchange),
        context.Body.GetBytes(),
        Texts(delivery.Properties.Headers),
        context.Redelivered,
        delivery.Exchange.Length > 0 ? $"{delivery.Exchange} -> {topology.NameOf(endpoint)}" : topology.NameOf(endpoint));

    private static string? KeyOf(ReceivedMessage message) => message.Headers.TryGetValue(BrokerHeaders.Key, out var key)
        ? $"{message.Headers.GetValueOrDefault(BrokerHeaders.Tenant)}/{key}"
        : null;

    private static Dictionary<string, string> Texts(IDictionary<string, object?>? headers)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in headers ?? new Dictionary<string, object?>(StringComparer.Ordinal))
        {
            if (value is byte[] bytes)
                texts[name] = Encoding.UTF8.GetString(bytes);
        }

        return texts;
    }
}
