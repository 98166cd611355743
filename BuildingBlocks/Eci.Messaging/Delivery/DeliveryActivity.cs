using System.Diagnostics;
using Eci.Core;

namespace Eci.Messaging.Delivery;

/// <summary>The span around one handling of a message, a child of the span that published it.</summary>
internal static class DeliveryActivity
{
    public static Activity? Start(string endpoint, string topic, Guid messageId, string? traceParent, string? traceId)
    {
        _ = ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent);
        var activity = MessagingMetrics.Activities.StartActivity($"{endpoint} deliver", ActivityKind.Consumer, parent)
            ?? StartUnsampled(traceParent);
        activity?.SetTag("messaging.system", "eci");
        activity?.SetTag("messaging.destination.name", topic);
        activity?.SetTag("messaging.consumer.group.name", endpoint);
        activity?.SetTag("messaging.message.id", messageId);
        if (traceId is not null)
        {
            activity?.SetTag(TraceBaggage.TraceId, traceId);
            activity?.SetBaggage(TraceBaggage.TraceId, traceId);
        }

        return activity;
    }

    /// <summary>Keeps the trace id alive through the rows even when nobody records spans in this process.</summary>
    private static Activity? StartUnsampled(string? traceParent)
    {
        if (traceParent is null)
            return null;
        var activity = new Activity("deliver");
        activity.SetParentId(traceParent);
        return activity.Start();
    }
}
