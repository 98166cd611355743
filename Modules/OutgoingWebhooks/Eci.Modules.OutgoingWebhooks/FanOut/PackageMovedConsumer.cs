using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Modules.OutgoingWebhooks.Events;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.OutgoingWebhooks.FanOut;

/// <summary>Tells endpoints that a package moved, and, with the last package of an order, that the order is delivered.</summary>
internal sealed class PackageMovedConsumer(EciDbContext database, Audience audience, PackageReader packages, TimeProvider time)
    : IConsumer<PackageStateTransition>
{
    public async Task Consume(ConsumeContext<PackageStateTransition> context)
    {
        var (message, token) = (context.Message, context.CancellationToken);
        var endpoints = await audience.OfAsync(token, WebhookEventTypes.PackageStateChanged, WebhookEventTypes.OrderDelivered);
        if (endpoints.Count == 0 || await packages.FindAsync(message.PackageId, token) is not { } package)
            return;
        var data = new PackageStateChangedData(
            package,
            message.PackageEventId,
            message.PreviousState,
            message.State,
            message.Time,
            await packages.PlaceOfAsync(message.PackageEventId, token),
            message.IsHistory);
        await audience.TellAsync(
            context, endpoints, new WebhookEvent(WebhookEventTypes.PackageStateChanged, message.PackageEventId, message.RecordedAt, data));
        if (message.State is PackageState.Delivered && package is { OrderId: { } orderId, OrderNumber: { } orderNumber })
            await TellOfOrderAsync(context, endpoints, orderId, orderNumber);
    }

    /// <summary>
    /// The mark is unique: of two packages that are delivered at the same time one writes it, the other is repeated and finds it.
    /// </summary>
    private async Task TellOfOrderAsync(
        ConsumeContext<PackageStateTransition> context, IReadOnlyList<WebhookEndpoint> endpoints, string orderId, string orderNumber)
    {
        var interested = endpoints.Where(e => e.Wants(WebhookEventTypes.OrderDelivered)).ToList();
        if (interested.Count == 0
            || await database.Set<DeliveredOrder>().AnyAsync(o => o.OrderId == orderId, context.CancellationToken)
            || await packages.DeliveredAsync(orderId, orderNumber, context.CancellationToken) is not { } delivered)
            return;
        database.Add(new DeliveredOrder { OrderId = orderId, TenantId = context.Message.TenantId, ToldAt = time.GetUtcNow() });
        await audience.TellAsync(
            context, interested, new WebhookEvent(WebhookEventTypes.OrderDelivered, orderId, context.Message.RecordedAt, delivered));
    }
}
