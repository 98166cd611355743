using Eci.Sync.Storage;
using Microsoft.Extensions.Options;

namespace Eci.Sync.Engine;

/// <summary>Makes states of records, links and wishes out of what parts say.</summary>
internal sealed class Outcomes(TimeProvider time, IOptions<SyncOptions> options)
{
    /// <summary>Takes over what became of a pulled record.</summary>
    public async Task ApplyAsync(
        SyncContext context, SyncRecord record, PulledRecord pulled, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        switch (pulled.Outcome)
        {
            case PullOutcome.Done done:
                record.Finish(pulled.Hash, asOf, time.GetUtcNow());
                record.ExternalUpdatedAt = pulled.UpdatedAt ?? record.ExternalUpdatedAt;
                if (done.InternalId is { } internalId)
                    await context.Links.LinkAsync(record.Entity, record.Key, internalId, cancellationToken);
                break;
            case PullOutcome.Ignored ignored:
                record.Drop(ignored.Reason, pulled.Hash, asOf, time.GetUtcNow());
                record.ExternalUpdatedAt = pulled.UpdatedAt ?? record.ExternalUpdatedAt;
                break;
            case PullOutcome.Blocked blocked:
                Block(context, record, blocked.Missing, blocked.Fetch);
                break;
            case PullOutcome.Failed failed:
                record.Fail(failed.Error, time.GetUtcNow());
                break;
            default:
                record.Fail("The hub did not say what became of it.", time.GetUtcNow());
                break;
        }
    }

    /// <summary>Takes over what became of a push.</summary>
    public async Task ApplyAsync(
        SyncContext context, SyncRecord record, PushResult result, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case PushResult.Done done:
                record.Finish(done.Hash, asOf, time.GetUtcNow());
                if (done.ExternalId is { } externalId)
                    await context.Links.LinkAsync(record.Entity, externalId, record.Key, cancellationToken);
                break;
            case PushResult.Unchanged:
                record.Finish(record.Hash, asOf, time.GetUtcNow());
                break;
            case PushResult.NotWanted notWanted:
                record.Drop(notWanted.Reason, record.Hash, asOf, time.GetUtcNow());
                break;
            case PushResult.Blocked blocked:
                Block(context, record, blocked.Missing, blocked.Fetch);
                break;
            default:
                throw new InvalidOperationException($"A push that is no dry run ended with {result.GetType().Name}.");
        }
    }

    private void Block(SyncContext context, SyncRecord record, SyncDependency missing, SyncWish? fetch)
    {
        record.Block(missing, time.GetUtcNow(), options.Value.BlockedRetry);
        if (fetch is not null)
            context.Wish(fetch);
    }
}
