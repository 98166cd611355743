using Eci.Core;
using Eci.Modules.OutgoingWebhooks.Contracts;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Modules.OutgoingWebhooks.Events;
using Eci.Persistence;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Eci.Modules.OutgoingWebhooks.Sending;

/// <summary>Writes into the unit of work what became of an attempt, and what follows: the next one, a pause, the end of the endpoint.</summary>
internal sealed class AttemptRecorder(
    EciDbContext database, OutgoingWebhooksMetrics metrics, IOptions<OutgoingWebhooksOptions> options, TimeProvider time)
{
    /// <summary>Puts the attempt off; it does not count.</summary>
    public Task PostponeAsync(ConsumeContext<WebhookDeliveryRequested> context, TimeSpan pause)
    {
        metrics.Postponed();
        var message = context.Message;
        return LaterAsync(
            context,
            message with { Postponed = message.Postponed + 1 },
            pause + RetrySchedule.Postpone(message.Postponed, Random.Shared.NextDouble()));
    }

    public async Task RecordAsync(
        ConsumeContext<WebhookDeliveryRequested> context, WebhookDelivery delivery, WebhookEndpoint endpoint, EndpointHealth health, SendResult result)
    {
        var now = time.GetUtcNow();
        Keep(delivery, result, now);
        if (result.Outcome is WebhookOutcome.Delivered)
        {
            delivery.Status = WebhookDeliveryStatus.Delivered;
            delivery.DeliveredAt = now;
            delivery.NextAttemptAt = null;
            delivery.Note = null;
            (health.FailingSince, health.PausedUntil) = (null, null);
            return;
        }

        health.FailingSince ??= now;
        TimeSpan? pause = result.Outcome is WebhookOutcome.Throttled ? RetrySchedule.PauseOf(result.RetryAfter) : null;
        if (pause is not null)
            health.PausedUntil = now + pause;
        if (await DisableAsync(context, endpoint, health, result.Outcome, now))
            delivery.Fail("The endpoint was switched off.");
        else
            await TryAgainAsync(context, delivery, pause ?? result.RetryAfter, now);
    }

    private static Task LaterAsync(ConsumeContext context, WebhookDeliveryRequested message, TimeSpan delay) =>
        context.Publish(message, Pipe.Execute<PublishContext<WebhookDeliveryRequested>>(publish => publish.Delay = delay), context.CancellationToken);

    private static async Task TryAgainAsync(ConsumeContext context, WebhookDelivery delivery, TimeSpan? pause, DateTimeOffset now)
    {
        var next = delivery.EventType == WebhookEventTypes.Test
            ? null
            : RetrySchedule.Next(delivery.AttemptsInRound, pause is null ? null : RetrySchedule.PauseOf(pause), Random.Shared.NextDouble());
        if (next is not { } delay)
        {
            delivery.Fail("Every attempt failed.");
            return;
        }

        delivery.NextAttemptAt = now + delay;
        await LaterAsync(context, new WebhookDeliveryRequested(delivery.TenantId, delivery.Id, delivery.Attempts + 1), delay);
    }

    private void Keep(WebhookDelivery delivery, SendResult result, DateTimeOffset now)
    {
        delivery.Attempts++;
        delivery.AttemptsInRound++;
        delivery.StatusCode = result.StatusCode;
        database.Add(new WebhookAttempt
        {
            Id = Ids.New("wha"),
            TenantId = delivery.TenantId,
            DeliveryId = delivery.Id,
            Number = delivery.Attempts,
            Time = now - result.Duration,
            Milliseconds = (int)result.Duration.TotalMilliseconds,
            Outcome = result.Outcome,
            StatusCode = result.StatusCode,
            ResponseBody = result.Body,
        });
    }

    /// <summary>Switches the endpoint off when it is gone or took nothing for too long; says so on its topic.</summary>
    private async Task<bool> DisableAsync(
        ConsumeContext context, WebhookEndpoint endpoint, EndpointHealth health, WebhookOutcome outcome, DateTimeOffset now)
    {
        var since = health.FailingSince ?? now;
        WebhookDisabledReason? reason = outcome is WebhookOutcome.Gone ? WebhookDisabledReason.Gone
            : now - since >= options.Value.DisableAfter ? WebhookDisabledReason.Failing
            : null;
        if (reason is not { } why)
            return false;
        (endpoint.DisabledAt, endpoint.DisabledReason) = (now, why);
        metrics.Disabled(why);
        await context.Publish(new WebhookEndpointDisabled(endpoint.TenantId, endpoint.Id, WireName.Of(why), since, now), context.CancellationToken);
        return true;
    }
}
