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

    /// <summary>Does nothing when the lease was taken over.</summary>
    public Task Async(Lease lease, Exception exception, CancellationToken cancellationToken)
    {
        var failed = new FailedDelivery(lease.MessageId, lease.Topic, lease.TenantId, lease.Endpoint, lease.Attempts, lease.OrderKey);
        return Async(failed, exception, EndAsync, cancellationToken);

        async Task<bool> EndAsync(EciDbContext database)
        {
            var held = await database.Set<StoredDelivery>().SingleOrDefaultAsync(
                d => d.Id == lease.DeliveryId && d.LeaseToken == lease.Token, cancellationToken);
            if (held is not null)
                database.Remove(held);
            return held is not null;
        }
    }

    /// <param name="failed">What is given up.</param>
    /// <param name="exception">Why.</param>
    /// <param name="end">Ends the delivery in the same transaction; false when somebody else has.</param>
    /// <param name="cancellationToken">Stops before the transaction.</param>
    public async Task Async(FailedDelivery failed, Exception exception, Func<EciDbContext, Task<bool>> end, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOfAllTenants();
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        if (!await end(database))
            return;
        var letter = Compose(failed, exception);
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
