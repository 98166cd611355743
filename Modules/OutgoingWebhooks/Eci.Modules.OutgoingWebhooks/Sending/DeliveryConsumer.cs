using Eci.Modules.OutgoingWebhooks.Contracts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Eci.Modules.OutgoingWebhooks.Sending;

/// <summary>
/// Makes one attempt. The request is made before anything is written; its outcome, the next attempt and the end of the message commit
/// together after it. When the process ends in between, the attempt is made again with the same id.
/// </summary>
internal sealed class DeliveryConsumer(
    DeliveryReader reader,
    EndpointSlots slots,
    WebhookSender sender,
    AttemptRecorder recorder,
    IOptions<OutgoingWebhooksOptions> options,
    TimeProvider time) : IConsumer<WebhookDeliveryRequested>
{
    public async Task Consume(ConsumeContext<WebhookDeliveryRequested> context)
    {
        if (await reader.FindAsync(context.Message, context.CancellationToken) is not { } work)
            return;
        if (work is not { Endpoint.DisabledAt: null, Health: { } health })
        {
            work.Delivery.Fail(work.Endpoint is null ? "The endpoint was deleted." : "The endpoint is switched off.");
            return;
        }

        if (health.PausedUntil - time.GetUtcNow() is { } pause && pause > TimeSpan.Zero)
        {
            await recorder.PostponeAsync(context, pause);
            return;
        }

        using var slot = slots.TryTake(work.Endpoint.Id, health.FailingSince is null ? options.Value.ConcurrencyPerEndpoint : 1);
        if (slot is null)
        {
            await recorder.PostponeAsync(context, TimeSpan.Zero);
            return;
        }

        var result = await sender.SendAsync(work.ToRequest(), context.CancellationToken);
        await recorder.RecordAsync(context, work.Delivery, work.Endpoint, health, result);
    }
}
