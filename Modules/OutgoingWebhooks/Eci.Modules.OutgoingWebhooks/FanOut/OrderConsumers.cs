using Eci.Commerce;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.OutgoingWebhooks.Events;
using Eci.Persistence;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.OutgoingWebhooks.FanOut;

/// <summary>Tells endpoints that an order is new or changed.</summary>
internal sealed class OrderStoredConsumer(EciDbContext database, Audience audience, TimeProvider time) : IConsumer<OrderStored>
{
    public async Task Consume(ConsumeContext<OrderStored> context)
    {
        var (message, token) = (context.Message, context.CancellationToken);
        var endpoints = await audience.OfAsync(token, WebhookEventTypes.OrderStored);
        if (endpoints.Count == 0 || await database.NumberOfAsync(message.OrderId, token) is not { } number)
            return;
        await audience.TellAsync(context, endpoints, new WebhookEvent(
            WebhookEventTypes.OrderStored,
            MessageFacts.KeyOf(context),
            MessageFacts.TimeOf(context, time),
            new OrderStoredData(message.OrderId, number, message.Origin, message.Created)));
    }
}

/// <summary>Tells endpoints that an order went on in its life; once per order and stage.</summary>
internal sealed class OrderStageConsumer(EciDbContext database, Audience audience) : IConsumer<OrderStageReached>
{
    public async Task Consume(ConsumeContext<OrderStageReached> context)
    {
        var (message, token) = (context.Message, context.CancellationToken);
        var endpoints = await audience.OfAsync(token, WebhookEventTypes.OrderStageReached);
        if (endpoints.Count == 0 || await database.NumberOfAsync(message.OrderId, token) is not { } number)
            return;
        await audience.TellAsync(context, endpoints, new WebhookEvent(
            WebhookEventTypes.OrderStageReached,
            $"{message.OrderId}/{WireName.Of(message.Stage)}",
            message.At,
            new OrderStageReachedData(message.OrderId, number, message.Stage)));
    }
}

internal static class OrderNumbers
{
    /// <summary>Null when the order is gone.</summary>
    public static Task<string?> NumberOfAsync(this EciDbContext database, string orderId, CancellationToken cancellationToken) =>
        database.Set<Order>().Where(o => o.Id == orderId).Select(o => (string?)o.OrderNumber).SingleOrDefaultAsync(cancellationToken);
}
