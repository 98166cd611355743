using System.Text.Json.Nodes;
using Eci.Core;
using Eci.Management.Kinds;

namespace Eci.Modules.Tracking.Data;

/// <summary>Describes <see cref="TrackingIntegration"/>: any number of carriers and one app that writes to customers.</summary>
internal sealed class TrackingIntegrationKind : IIntegrationKind
{
    private const int MostCarriers = 100;

    private static readonly KindRecord<TrackingPageSettings> PageRecord = new(
        "page",
        new TrackingPageSettingsValidator(),
        KindField.Text("shopName", "How the tracking page names the shop; as the mails do unless given."),
        KindField.Text("accentColor", "Written as #rrggbb."),
        KindField.Text("logoUrl", "An https address, or the picture itself as data:image/…;base64,… of at most 32 KB."),
        KindField.Text("supportUrl", "Where customers find help, https."),
        KindField.Text("supportEmail", "Where customers may write to."));

    public string Kind => TrackingIntegration.Kind;

    public string Label => "Tracking";

    public Type IntegrationType => typeof(TrackingIntegration);

    public KindRecord Settings => PageRecord;

    public IReadOnlyList<IntegrationPlace> Places { get; } = [new(IntegrationRole.Carrier, MostCarriers), new(IntegrationRole.Email, 1)];

    public Integration Create(AppHead head, KindValues settings) =>
        new TrackingIntegration { Id = head.Id, TenantId = head.TenantId, Name = head.Name, Page = PageRecord.Read(settings) };

    public void Change(Integration integration, KindValues settings)
    {
        var tracking = (TrackingIntegration)integration;
        tracking.Page = PageRecord.Read(settings, tracking.Page);
    }

    public JsonObject SettingsOf(Integration integration) => PageRecord.Write(((TrackingIntegration)integration).Page ?? new TrackingPageSettings());
}
