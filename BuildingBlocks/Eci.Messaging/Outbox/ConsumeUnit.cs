using Eci.Core;
using Eci.Messaging.Brokers;
using Eci.Messaging.Delivery;
using Eci.Messaging.Storage;
using Eci.Persistence;
using MassTransit;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using Microsoft.EntityFrameworkCore;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.Messaging.Outbox;

/// <summary>
/// The unit of work around one handled message: the handler's changes, the messages it published and the end of the delivery are
/// written by one SaveChanges.
/// </summary>
internal sealed class ConsumeUnitFactory(
    EciDbContext database,
    TenantScope tenant,
    OutgoingMessages outgoing,
    ICrashPoint crash,
    TimeProvider time,
    IServiceProvider services) : IOutboxContextFactory<EciDbContext>
{
    public async Task Send<T>(ConsumeContext<T> context, OutboxConsumeOptions options, IPipe<OutboxConsumeContext<T>> next)
        where T : class
    {
        if (context.Message is ITenantMessage { TenantId.Length: > 0 } owned)
            tenant.Use(owned.TenantId);
        else
            tenant.UseAllTenants();

        context.ReceiveContext.TryGetPayload<Lease>(out var lease);
        context.ReceiveContext.TryGetPayload<BrokerDelivery>(out var received);
        if (lease is null && received is null)
            throw new PermanentFailureException("The message came neither from a queue of the database nor from a broker.");
        await next.Send(new ConsumeUnit<T>(context, options, services, database, outgoing, lease, received, crash, time));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("eciOutbox");
}

/// <inheritdoc cref="ConsumeUnitFactory"/>
internal sealed class ConsumeUnit<T>(
    ConsumeContext<T> context,
    OutboxConsumeOptions options,
    IServiceProvider services,
    EciDbContext database,
    OutgoingMessages outgoing,
    Lease? lease,
    BrokerDelivery? received,
    ICrashPoint crash,
    TimeProvider time) : OutboxConsumeContextProxy<T>(context, options, services)
    where T : class
{
    public override bool ContinueProcessing { get; set; } = true;

    public override bool IsMessageConsumed => false;

    public override bool IsOutboxDelivered => true;

    public override int ReceiveCount => lease?.Attempts ?? 1;

    public override long? LastSequenceNumber => null;

    public override Task AddSend<TMessage>(SendContext<TMessage> context) => outgoing.CaptureAsync(database, context);

    public override async Task SetConsumed()
    {
        ContinueProcessing = false;
        if (lease is not null)
            database.Remove(lease.ToRow());
        else
            database.Add(new InboxEntry { MessageId = received!.MessageId, ConsumerId = received.ConsumerId, HandledAt = time.GetUtcNow() });

        crash.Reach(CrashPoints.HandlerBeforeCommit);
        try
        {
            await database.SaveChangesAsync(CancellationToken);
        }
        catch (DbUpdateConcurrencyException exception) when (exception.Entries.Any(e => e.Entity is StoredDelivery))
        {
            throw new LeaseLostException(lease!.Endpoint, exception);
        }
        catch (DbUpdateException exception) when (exception.Entries.Any(e => e.Entity is InboxEntry))
        {
            throw new AlreadyHandledException(received!.Endpoint, exception);
        }

        crash.Reach(CrashPoints.HandlerAfterCommit);
    }

    public override Task SetDelivered() => Task.CompletedTask;

    public override Task<List<OutboxMessageContext>> LoadOutboxMessages() => Task.FromResult(new List<OutboxMessageContext>());

    public override Task NotifyOutboxMessageDelivered(OutboxMessageContext message) => Task.CompletedTask;

    public override Task RemoveOutboxMessages() => Task.CompletedTask;
}
