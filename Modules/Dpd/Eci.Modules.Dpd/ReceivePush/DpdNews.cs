using Eci.Commerce;
using Eci.Modules.Tracking.Contracts;
using Eci.Vocabulary;
using Eci.Web.Webhooks;

namespace Eci.Modules.Dpd.ReceivePush;

/// <summary>What a push says, in the hub's words: a package update, or news that cannot be acted on.</summary>
internal static class DpdNews
{
    public static ITenantMessage Of(WebhookCall<DpdPush, DpdApp> call, DpdTime clock)
    {
        var push = call.Request;
        if (!TrackingNumber.TryNormalize(push.ParcelNumber, out var trackingId))
            return Unmapped(call, UnmappedReason.UnreadableTrackingId);
        if (!DpdStatusMap.TryGetState(push.Status!, out var state))
            return Unmapped(call, UnmappedReason.UnknownStatus);
        if (!clock.TryRead(push.StatusDate, call.ReceivedAt, out var time))
            return Unmapped(call, UnmappedReason.UnreadableTime);
        return new PackageUpdate(
            call.Target.TenantId,
            Carrier.Dpd,
            trackingId,
            time,
            state,
            push.Status!,
            call.App.Id,
            Location: string.IsNullOrWhiteSpace(push.Depot) ? null : push.Depot,
            IsReturn: DpdStatusMap.IsReturn(push.Status!));
    }

    private static UnmappedCarrierNews Unmapped(WebhookCall<DpdPush, DpdApp> call, UnmappedReason reason) => new(
        call.Target.TenantId,
        Carrier.Dpd,
        call.App.Id,
        call.Request.ParcelNumber!,
        call.Request.Status!,
        call.Request.StatusDate,
        call.Request.PushId!,
        reason);
}
