using Eci.Web.Webhooks;

namespace Eci.Modules.Dpd.ReceivePush;

/// <summary>
/// One scan as DPD pushes it. DPD also sends <c>ref</c>, <c>receiver</c>, <c>pod</c>, <c>weight</c>, <c>scaninfo</c> and <c>services</c>:
/// partly personal data and of no use here, so they are never read.
/// </summary>
internal sealed record DpdPush(string? PushId, string? ParcelNumber, string? Status, string? StatusDate, string? Depot) : IWebhookRequest<DpdPush>
{
    public const string PushIdField = "pushid";
    public const string ParcelNumberField = "pnr";
    public const string StatusField = "status";
    public const string StatusDateField = "statusdate";
    public const string DepotField = "depot";

    public static DpdPush Read(WebhookReader reader) => new(
        reader.Query(PushIdField),
        reader.Query(ParcelNumberField),
        reader.Query(StatusField),
        reader.Query(StatusDateField),
        reader.Query(DepotField));
}
