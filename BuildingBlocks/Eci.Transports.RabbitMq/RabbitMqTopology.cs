using System.Globalization;
using Eci.Messaging.Routing;
using MassTransit;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Eci.Transports.RabbitMq;

/// <summary>
/// The exchanges and queues of the hub: a fanout exchange for each topic, and for each endpoint a quorum queue behind an exchange of
/// the same name, which is bound to the exchanges of the topics it reads. All of them outlive the broker.
/// </summary>
internal sealed class RabbitMqTopology(RouteTable routes, IOptions<RabbitMqOptions> options) : IDisposable
{
    private const string DeliveryLimit = "x-delivery-limit";

    /// <summary>Never reached: at the limit the broker would drop the message, and since version 4 it has one by default.</summary>
    private const int NoDeliveryLimit = int.MaxValue;

    private readonly string _prefix = options.Value.Prefix;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TaskCompletionSource _declared = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when everything was declared once.</summary>
    public Task Declared => _declared.Task;

    /// <summary>Name on the broker of a topic's exchange or an endpoint's queue.</summary>
    public string NameOf(string topicOrEndpoint) => _prefix + topicOrEndpoint;

    /// <summary>Topic behind the name of an exchange.</summary>
    public string TopicOf(string exchange) => exchange.StartsWith(_prefix, StringComparison.Ordinal) ? exchange[_prefix.Length..] : exchange;

    /// <summary>Makes a receive endpoint declare its queue as <see cref="DeclareAsync"/> does; the bindings to topics are left to that.</summary>
    public static void Configure(IRabbitMqReceiveEndpointConfigurator endpoint)
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.SetQuorumQueue();
        endpoint.SetQueueArgument(DeliveryLimit, NoDeliveryLimit);
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>
    /// Declares everything, of all roles, one after the other: among many equal declarations at a time the server may leave one without
    /// an answer for ever.
    /// </summary>
    /// <exception cref="InvalidConfigurationException">Something of the same name is there with other properties.</exception>
    public async Task DeclareAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await DeclareInTurnAsync(connection, cancellationToken);
            _declared.TrySetResult();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task DeclareInTurnAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var topic in routes.Topics)
            await DeclareExchangeAsync(channel, NameOf(topic.Name), cancellationToken);
        foreach (var endpoint in routes.Endpoints)
        {
            var queue = NameOf(endpoint.Name);
            await DeclareExchangeAsync(channel, queue, cancellationToken);
            await DeclareQueueAsync(channel, queue, cancellationToken);
            await channel.QueueBindAsync(queue, queue, routingKey: string.Empty, cancellationToken: cancellationToken);
            foreach (var topic in endpoint.Topics)
                await channel.ExchangeBindAsync(queue, NameOf(topic.Name), routingKey: string.Empty, cancellationToken: cancellationToken);
        }
    }

    private static Task DeclareExchangeAsync(IChannel channel, string name, CancellationToken cancellationToken) => ExplainedAsync(
        "exchange", name, () => channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken));

    private static Task DeclareQueueAsync(IChannel channel, string name, CancellationToken cancellationToken) => ExplainedAsync(
        "queue",
        name,
        () => channel.QueueDeclareAsync(
            name,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?>(StringComparer.Ordinal) { [RabbitMQ.Client.Headers.XQueueType] = "quorum", [DeliveryLimit] = NoDeliveryLimit },
            cancellationToken: cancellationToken));

    private static async Task ExplainedAsync(string kind, string name, Func<Task> declare)
    {
        try
        {
            await declare();
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode is Constants.PreconditionFailed)
        {
            throw new InvalidConfigurationException(string.Create(
                CultureInfo.InvariantCulture,
                $"RabbitMQ has the {kind} '{name}' with other properties than this build declares; empty and delete it there, or choose another {RabbitMqOptions.Section}:Prefix. RabbitMQ says: {exception.ShutdownReason.ReplyText}"));
        }
    }
}
