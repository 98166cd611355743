using Eci.Modules.OutgoingWebhooks.Events;
using Eci.Modules.Tracking.Contracts;
using MassTransit;

namespace Eci.Modules.OutgoingWebhooks.FanOut;

/// <summary>Tells endpoints that a package entered the hub.</summary>
internal sealed class PackageRegisteredConsumer(Audience audience, PackageReader packages, TimeProvider time) : IConsumer<PackageRegistered>
{
    public async Task Consume(ConsumeContext<PackageRegistered> context)
    {
        var endpoints = await audience.OfAsync(context.CancellationToken, WebhookEventTypes.PackageRegistered);
        if (endpoints.Count == 0 || await packages.FindAsync(context.Message.PackageId, context.CancellationToken) is not { } package)
            return;
        await audience.TellAsync(context, endpoints, new WebhookEvent(
            WebhookEventTypes.PackageRegistered, MessageFacts.KeyOf(context), MessageFacts.TimeOf(context, time), new PackageRegisteredData(package)));
    }
}

/// <summary>Tells endpoints that somebody should look at a package.</summary>
internal sealed class PackageAttentionConsumer(Audience audience, PackageReader packages, TimeProvider time) : IConsumer<PackageNeedsAttention>
{
    public async Task Consume(ConsumeContext<PackageNeedsAttention> context)
    {
        var endpoints = await audience.OfAsync(context.CancellationToken, WebhookEventTypes.PackageNeedsAttention);
        var message = context.Message;
        if (endpoints.Count == 0 || await packages.FindAsync(message.PackageId, context.CancellationToken) is not { } package)
            return;
        var data = new PackageNeedsAttentionData(package, message.Reason, message.State, message.LastMovementAt);
        await audience.TellAsync(context, endpoints, new WebhookEvent(
            WebhookEventTypes.PackageNeedsAttention, MessageFacts.KeyOf(context), MessageFacts.TimeOf(context, time), data));
    }
}

/// <summary>Tells endpoints that a customer was told about a package.</summary>
internal sealed class MailSentConsumer(Audience audience, PackageReader packages) : IConsumer<NotificationEmailSent>
{
    public async Task Consume(ConsumeContext<NotificationEmailSent> context)
    {
        var endpoints = await audience.OfAsync(context.CancellationToken, WebhookEventTypes.PackageMailSent);
        var message = context.Message;
        if (endpoints.Count == 0 || await packages.FindAsync(message.PackageId, context.CancellationToken) is not { } package)
            return;
        var data = new PackageMailSentData(package, message.PackageEventId, message.EmailId, message.State, message.SentAt);
        await audience.TellAsync(context, endpoints, new WebhookEvent(WebhookEventTypes.PackageMailSent, message.EmailId, message.SentAt, data));
    }
}

/// <summary>What a message says of itself, the same however often it is delivered.</summary>
internal static class MessageFacts
{
    public static string KeyOf(ConsumeContext context) => context.MessageId.GetValueOrDefault().ToString("N");

    public static DateTimeOffset TimeOf(ConsumeContext context, TimeProvider time) =>
        context.SentTime is { } sent ? new DateTimeOffset(DateTime.SpecifyKind(sent, DateTimeKind.Utc)) : time.GetUtcNow();
}
