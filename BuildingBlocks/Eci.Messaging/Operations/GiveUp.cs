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

/// <summary>Moves a delivery to the dead letters and announces it, in one transaction; does nothing when the lease was taken over.</summary>
internal sealed partial class GiveUp(IServiceScopeFactory scopes, MessagingMetrics metrics, DeliverySignal signal, TimeProvider time, ILogger<GiveUp> logger)
{
    private const int ErrorLength = 4000;

    public async Task Async(Lease lease, Exception exception, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().UseAllTenants();
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        var letter = Compose(lease, exception);
        database.Remove(new StoredDelivery
        {
            Id = lease.DeliveryId,
            MessageId = lease.MessageId,
            Endpoint = lease.Endpoint,
            DueAt = default,
            LeaseToken = lease.Token,
        });
        database.Add(letter);
        if (!string.Equals(lease.Topic, MessagingTopics.UnhandledException.Name, StringComparison.Ordinal))
            await AnnounceAsync(scope.ServiceProvider, letter, cancellationToken);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            if (await IsHeldAsync(database, lease, cancellationToken))
                throw;
            return;
        }

        metrics.Dead(lease.Endpoint);
        signal.Wake();
        LogDead(lease.Endpoint, lease.MessageId, letter.Id, letter.ErrorType, lease.Attempts);
    }

    private static Task<bool> IsHeldAsync(EciDbContext database, Lease lease, CancellationToken cancellationToken) =>
        database.Set<StoredDelivery>().AnyAsync(d => d.Id == lease.DeliveryId && d.LeaseToken == lease.Token, cancellationToken);

    private DeadLetter Compose(Lease lease, Exception exception) => new()
    {
        Id = Ids.New(IdPrefix.DeadLetter),
        MessageId = lease.MessageId,
        Topic = lease.Topic,
        TenantId = lease.TenantId,
        Endpoint = lease.Endpoint,
        Attempts = lease.Attempts,
        ErrorType = exception.GetType().Name,
        Error = exception.Message.Length > ErrorLength ? exception.Message[..ErrorLength] : exception.Message,
        FailedAt = time.GetUtcNow(),
        OrderKey = lease.OrderKey,
    };

    private static Task AnnounceAsync(IServiceProvider services, DeadLetter letter, CancellationToken cancellationToken) =>
        services.GetRequiredService<IPublishEndpoint>().Publish(
            new UnhandledException(
                letter.TenantId, letter.Id, letter.MessageId, letter.Topic, letter.Endpoint, letter.Attempts, letter.ErrorType, letter.Error, letter.FailedAt),
            cancellationToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} gave up message {MessageId} after {Attempts} attempt(s): dead letter {DeadLetterId} ({Error})")]
    private partial void LogDead(string endpoint, Guid messageId, string deadLetterId, string error, int attempts);
}
