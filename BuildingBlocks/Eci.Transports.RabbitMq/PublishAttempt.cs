using System.Globalization;
using System.Text.RegularExpressions;
using Eci.Messaging.Brokers;
using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Eci.Transports.RabbitMq;

/// <summary>One message on its way: dresses it for the wire, and ends the bus's own repetitions once the broker has refused it for ever.</summary>
internal sealed class PublishAttempt(BrokerMessage message, CancellationToken cancellationToken) : IPipe<SendContext<StoredEnvelope>>, IDisposable
{
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    public CancellationToken Token => _end.Token;

    /// <summary>Why the broker will never take it; null while it may.</summary>
    public string? Refusal { get; private set; }

    public Task Send(SendContext<StoredEnvelope> context)
    {
        context.Serializer = new StoredEnvelopeSerializer(context.Message);
        context.Durable = true;
        context.GetPayload<PublishContext>().Mandatory = message.NeedsReader;
        if (Guid.TryParse(message.Headers.GetValueOrDefault(BrokerHeaders.MessageId), out var id))
            context.MessageId = id;
        foreach (var (name, value) in message.Headers)
            context.Headers.Set(name, value);
        context.AddOrUpdatePayload(() => this, _ => this);
        return Task.CompletedTask;
    }

    public void Probe(ProbeContext context)
    {
    }

    public void Dispose() => _end.Dispose();

    /// <summary>RabbitMQ closes the channel on a message that is too large, and everything else on its way there fails with it: the size tells whose fault it is.</summary>
    private void Failed(Exception exception)
    {
        if (exception is not OperationInterruptedException { ShutdownReason: { ReplyCode: Constants.PreconditionFailed } reason } ||
            RefusedSize.Match(reason.ReplyText) is not { Success: true } refused ||
            !string.Equals(refused.Groups["bytes"].Value, message.Body.Length.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            return;
        Refusal = $"RabbitMQ takes no message of {refused.Groups["bytes"].Value} bytes.";
        _end.Cancel();
    }

    private static Regex RefusedSize { get; } = new(@"message size (?<bytes>\d+) is larger than", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Tells each message what became of its attempts.</summary>
    internal sealed class Observer : ISendObserver
    {
        public Task PreSend<T>(SendContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostSend<T>(SendContext<T> context)
            where T : class => Task.CompletedTask;

        public Task SendFault<T>(SendContext<T> context, Exception exception)
            where T : class
        {
            if (context.TryGetPayload<PublishAttempt>(out var attempt))
                attempt.Failed(exception);
            return Task.CompletedTask;
        }
    }
}
