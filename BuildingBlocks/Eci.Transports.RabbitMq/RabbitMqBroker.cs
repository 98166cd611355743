using Eci.Messaging.Brokers;
using MassTransit;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client.Exceptions;

namespace Eci.Transports.RabbitMq;

/// <inheritdoc cref="IBroker"/>
internal sealed partial class RabbitMqBroker(
    RabbitMqAddress address, RabbitMqTopology topology, RabbitMqBus bus, TimeProvider time, ILogger<RabbitMqBroker> logger) : IBroker
{
    /// <summary>How long a failed publication counts: while messages wait there is soon a newer one.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private volatile string? _deployTrouble;
    private volatile Failure? _publishFailure;

    public string Name => "RabbitMq";

    public string? Trouble => _deployTrouble ?? PublishTrouble() ?? (bus.IsHealthy ? null : "RabbitMq cannot be reached.");

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
            _publishFailure = null;
        }
        catch (Exception exception)
        {
            if (attempt.Refusal is { } refusal)
                throw new BrokerRefusedException(refusal, exception);
            var trouble = exception is MessageReturnedException ? $"No queue takes {message.Topic}." : "RabbitMq does not confirm messages.";
            _publishFailure = new Failure(trouble, time.GetTimestamp());
            throw;
        }
    }

    private string? PublishTrouble() => _publishFailure is { } failure && time.GetElapsedTime(failure.At) < Memory ? failure.Trouble : null;

    private static string Describe(Exception exception) => exception switch
    {
        InvalidConfigurationException => exception.Message,
        BrokerUnreachableException { InnerException: AuthenticationFailureException } =>
            "RabbitMq refuses the user or password of ConnectionStrings:RabbitMq.",
        OperationInterruptedException { ShutdownReason: { } reason } => $"RabbitMq refuses: {reason.ReplyText}",
        _ => $"RabbitMq cannot be reached ({exception.GetType().Name}).",
    };

    private sealed record Failure(string Trouble, long At);

    [LoggerMessage(Level = LogLevel.Error, Message = "The queues cannot be created: {Trouble}")]
    private partial void LogNotDeployed(string trouble);
}
