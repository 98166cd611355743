using Eci.Messaging.Brokers;
using MassTransit;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Exceptions;

namespace Eci.Transports.RabbitMq;

/// <inheritdoc cref="IBroker"/>
internal sealed partial class RabbitMqBroker(
    RabbitMqAddress address, RabbitMqTopology topology, RabbitMqBus bus, ILogger<RabbitMqBroker> logger) : IBroker
{
    private volatile string? _deployTrouble;
    private volatile string? _publishTrouble;

    public string Name => "RabbitMq";

    public string? Trouble => _deployTrouble ?? _publishTrouble ?? (bus.IsHealthy ? null : "RabbitMq cannot be reached.");

    public async Task DeployAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await address.ConnectAsync("eci deploy", cancellationToken);
            await topology.DeclareAsync(connection, cancellationToken);
            _deployTrouble = null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var trouble = Describe(exception);
            if (!string.Equals(_deployTrouble, trouble, StringComparison.Ordinal))
                LogNotDeployed(trouble);
            _deployTrouble = trouble;
            throw;
        }
    }

    public async Task PublishAsync(BrokerMessage message, CancellationToken cancellationToken)
    {
        using var attempt = new PublishAttempt(message, cancellationToken);
        try
        {
            await bus.SendAsync(message.Topic, new StoredEnvelope(message.Body), attempt, attempt.Token);
            _publishTrouble = null;
        }
        catch (Exception exception)
        {
            if (attempt.Refusal is { } refusal)
                throw new BrokerRefusedException(refusal, exception);
            _publishTrouble = exception is MessageReturnedException ? $"No queue takes {message.Topic}." : "RabbitMq does not confirm messages.";
            throw;
        }
    }

    private static string Describe(Exception exception) => exception switch
    {
        InvalidConfigurationException => exception.Message,
        BrokerUnreachableException { InnerException: AuthenticationFailureException } =>
            $"RabbitMq refuses the user or password of ConnectionStrings:{RabbitMqAddress.ConnectionString}.",
        OperationInterruptedException { ShutdownReason: { } reason } => $"RabbitMq refuses: {reason.ReplyText}",
        _ => $"RabbitMq cannot be reached ({exception.GetType().Name}).",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The queues cannot be created: {Trouble}")]
    private partial void LogNotDeployed(string trouble);
}
