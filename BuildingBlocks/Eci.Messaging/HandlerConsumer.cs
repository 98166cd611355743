using Eci.Messaging.Delivery;
using MassTransit;

namespace Eci.Messaging;

/// <summary>Runs an <see cref="IEventHandler{TIn,TOut}"/> as a consumer and publishes its result where the route says so.</summary>
internal sealed class HandlerConsumer<THandler, TIn, TOut>(THandler handler, HandlerResults<THandler> results, TimeProvider time) : IConsumer<TIn>
    where THandler : class, IEventHandler<TIn, TOut>
    where TIn : class
    where TOut : class
{
    public async Task Consume(ConsumeContext<TIn> context)
    {
        context.ReceiveContext.TryGetPayload<Lease>(out var lease);
        var facts = new EventContext(
            context.MessageId ?? Guid.Empty,
            lease?.Attempts ?? context.GetRetryAttempt() + 1,
            lease?.CreatedAt ?? context.SentTime ?? time.GetUtcNow());
        var result = await handler.HandleAsync(context.Message, facts, context.CancellationToken);
        if (result is not null && results.Published)
            await context.Publish(result, context.CancellationToken);
    }
}

/// <summary>Whether the route of a handler has an <c>OnSuccess</c>.</summary>
internal sealed record HandlerResults<THandler>(bool Published);
