using Eci.Core;
using Eci.Messaging.Delivery;
using Eci.Messaging.Storage;
using Eci.Persistence;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.Messaging.Operations;

/// <summary>What is known about a delivery that is given up.</summary>
internal sealed record FailedDelivery(Guid MessageId, string Topic, string TenantId, string Endpoint, int Attempts, long? OrderKey);

/// <summary>Moves a delivery to the dead letters and announces it, in one transaction.</summary>
internal sealed partial class GiveUp(IServiceScopeFactory scopes, MessagingMetrics metrics, DeliverySignal signal, TimeProvider time, ILogger<GiveUp> logger)
{
    private const int ErrorLength = 4000;

    public async Task Async(Lease lease, Exception exception, CancellationToken cancellationToken)
    {
        var failed = new FailedDelivery(lease.MessageId, lease.Topic, lease.TenantId, lease.Endpoint, lease.Attempts, lease.OrderKey);
        await Async(failed, exception, Settle, cancellationToken);

        Task Settle(EciDbContext database)
        {
            database.Remove(new StoredDelivery
            {
                Id = lease.DeliveryId,
                MessageId = lease.MessageId,
                Endpoint = lease.Endpoint,
                DueAt = default,
                LeaseToken = lease.Token,
            });
            return Task.CompletedTask;
        }
    }

    /// <param name="failed">What was given up.</param>
    /// <param name="exception">Why.</param>
    /// <param name="settle">Adds the end of the delivery to the same transaction.</param>
    /// <param name="cancellationToken">Stops before the transaction.</param>
    public async Task Async(FailedDelivery failed, Exception exception, Func<EciDbContext, Task> settle, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().UseAllTenants();
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        var letter = Compose(failed, exception);
        await settle(database);
        database.Add(letter);
        if (!string.Equals(failed.Topic, MessagingTopics.UnhandledException.Name, StringComparison.Ordinal))
            await AnnounceAsync(scope.ServiceProvider, letter, cancellationToken);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return;
        }

        metrics.Dead(failed.Endpoint);
        signal.Wake();
        LogDead(failed.Endpoint, failed.MessageId, letter.Id, letter.ErrorType, failed.Attempts);
    }

    private DeadLetter Compose(FailedDelivery failed, Exception exception) => new()
    {
        Id = Ids.New(IdPrefix.DeadLetter),
        MessageId = failed.MessageId,
        Topic = failed.Topic,
        TenantId = failed.TenantId,
        Endpoint = failed.Endpoint,
        Attempts = failed.Attempts,
        ErrorType = exception.GetType().Name,
        Error = exception.Message.Length > ErrorLength ? exception.Message[..ErrorLength] : exception.Message,
        FailedAt = time.GetUtcNow(),
        OrderKey = failed.OrderKey,
    };

    private static Task AnnounceAsync(IServiceProvider services, DeadLetter letter, CancellationToken cancellationToken) =>
        services.GetRequiredService<IPublishEndpoint>().Publish(
            new UnhandledException(
                letter.TenantId, letter.Id, letter.MessageId, letter.Topic, letter.Endpoint, letter.Attempts, letter.ErrorType, letter.Error, letter.FailedAt),
            cancellationToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} gave up message {MessageId} after {Attempts} attempt(s): dead letter {DeadLetterId} ({Error})")]
    private partial void LogDead(string endpoint, Guid messageId, string deadLetterId, string error, int attempts);
}
