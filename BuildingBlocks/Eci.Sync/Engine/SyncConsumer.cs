using MassTransit;

namespace Eci.Sync.Engine;

/// <summary>
/// Handles requests for records of one system. A request that fails is a state of its record, not a failed message; only a record that
/// somebody else holds, and a hub without database, bring the message back.
/// </summary>
internal sealed class SyncConsumer<TRequest>(
    SyncCatalog catalog, RecordClaims claims, RecordHandler handler, SyncApps apps, SyncMetrics metrics, TimeProvider time) : IConsumer<TRequest>
    where TRequest : class, ISyncRequest
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public async Task Consume(ConsumeContext<TRequest> context)
    {
        var request = context.Message;
        if (await apps.FindAsync(request.TenantId, request.AppId, context.CancellationToken) is not { } found)
            return;
        var part = catalog.PartOf(found.App, request.Entity, request.Direction)
            ?? throw new PermanentFailureException($"The system of {request.AppId} has no {request.Direction} of '{request.Entity}'.");
        if (!found.MayWork)
        {
            await apps.ParkAsync(found.App, part, request.Key, context.CancellationToken);
            return;
        }

        var holder = context.MessageId?.ToString("N") ?? throw new PermanentFailureException("The request has no id.");
        switch (await claims.TakeAsync(found.App, part, request.Key, holder, context.SentTime, context.CancellationToken))
        {
            case Claim.Held held:
                var pause = held.Until - time.GetUtcNow();
                throw new RetryLaterException("Somebody else works on the record.", pause < LongestPause ? pause : LongestPause);
            case Claim.Taken:
                var record = await handler.HandleAsync(found.App, part, request.Key, holder, context.CancellationToken);
                metrics.Handled(part, record.Status);
                break;
        }
    }
}
