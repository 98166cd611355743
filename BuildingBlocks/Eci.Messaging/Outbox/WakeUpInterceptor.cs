using Eci.Messaging.Brokers;
using Eci.Messaging.Delivery;
using Microsoft.EntityFrameworkCore.Diagnostics;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.Messaging.Outbox;

/// <summary>Wakes the workers when a unit of work has written deliveries.</summary>
internal sealed class WakeUpInterceptor(DeliverySignal signal) : SaveChangesInterceptor
{
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not { } context)
            return ValueTask.FromResult(result);
        var queues = context.ChangeTracker.Entries<StoredDelivery>().Select(e => e.Entity.Endpoint).ToHashSet(StringComparer.Ordinal);
        if (queues.Remove(Distribution.Relay))
            signal.NotifyUnsent();
        if (queues.Count > 0)
            signal.NotifyWritten();
        return ValueTask.FromResult(result);
    }
}
