using Eci.Web.Webhooks;

namespace Eci.Modules.Dpd.ReceivePush;

/// <summary>What the OpenAPI document says about the push.</summary>
internal static class DpdPushDescription
{
    private const string ExamplePushId = "92056930";
    private const string Ignored = "Sent by DPD; neither used nor stored.";

    public static WebhookDescription Value { get; } = new(
        "receiveDpdPush",
        "DPD",
        "Takes one scan of DPD's Tracking Push Service.",
        "Acknowledged once the scan is stored durably, also when the parcel or the status is unknown or the date unreadable. "
            + "A pushid that is known already changes nothing and is acknowledged again. Anything but an acknowledgement makes DPD send the scan again.",
        "application/xml",
        DpdAcknowledgement.Xml(ExamplePushId))
    {
        Query =
        [
            new(DpdPush.PushIdField, "DPD's id of the scan.", ExamplePushId, Required: true, DpdPushValidator.MaxPushIdLength),
            new(DpdPush.ParcelNumberField, "Parcel number.", "01906000683796", Required: true, DpdPushValidator.MaxLength),
            new(DpdPush.StatusField, StatusText(), "delivery_carload", Required: true, DpdPushValidator.MaxLength),
            new(DpdPush.StatusDateField, "ddMMyyyyHHmmss, German local time.", "05012026100200", Required: false, DpdPushValidator.MaxLength),
            new(DpdPush.DepotField, "Depot that scanned.", "0998", Required: false, DpdPushValidator.MaxLength),
            .. new[] { "ref", "receiver", "pod", "weight", "scaninfo", "services" }.Select(
                name => new WebhookField(name, Ignored, string.Empty, Required: false, MaxLength: null)),
        ],
    };

    private static string StatusText() =>
        $"Status code; known are {string.Join(", ", DpdStatusMap.States.Keys.Order(StringComparer.Ordinal))}. Others are kept without effect.";
}
