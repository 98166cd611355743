using System.Text.Json.Serialization;
using Eci.Modules.Saleor.Connection.Registration;
using Eci.Modules.Saleor.Contracts;
using Eci.Modules.Saleor.Prepayment;
using Eci.Modules.Saleor.Webhooks;
using Eci.Web.Webhooks;

namespace Eci.Modules.Saleor.Connection.Manifest;

/// <summary>What a shop reads before it installs an app.</summary>
internal sealed record SaleorManifest(
    string Id,
    string Version,
    string Name,
    string About,
    string Author,
    IReadOnlyList<string> Permissions,
    string RequiredSaleorVersion,
    string TokenTargetUrl,
    string HomepageUrl,
    SaleorBrand Brand,
    IReadOnlyList<SaleorManifestWebhook> Webhooks)
{
    /// <summary>The oldest and newest Saleor whose schema the operations of the hub fit.</summary>
    private const string Versions = ">=3.20.0 <4.0.0";

    /// <param name="type">The type of app.</param>
    /// <param name="hub">Address of the hub, without slash at the end.</param>
    /// <param name="secret">Of the install link.</param>
    /// <param name="webhookId">The address that the shop is to call.</param>
    public static SaleorManifest Of(SaleorAppDescription type, string hub, string secret, string webhookId) => new(
        $"eci-{type.PathName}",
        HubVersion,
        type.Name,
        type.About,
        "ECI",
        type.Permissions,
        Versions,
        $"{hub}/api{RegisterEndpoint.Route}?{ManifestEndpoint.LinkParameter}={Uri.EscapeDataString(secret)}",
        $"{hub}/",
        new SaleorBrand(new SaleorLogo($"{hub}/api{ManifestEndpoint.LogoRoute}")),
        [.. type.Type is SaleorAppType.EntitySync ? Events(hub, webhookId) : Payments(hub, webhookId)]);

    private static string HubVersion { get; } = typeof(SaleorManifest).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    private static IEnumerable<SaleorManifestWebhook> Events(string hub, string webhookId) =>
        SaleorEvents.All.GroupBy(known => known.Document, StringComparer.Ordinal).Select(group => new SaleorManifestWebhook(
            group.Key, Target(hub, SaleorEventEndpoint.Route, webhookId), SubscriptionDocuments.Read(group.Key))
        {
            AsyncEvents = [.. group.Select(known => known.ManifestName)],
        });

    private static IEnumerable<SaleorManifestWebhook> Payments(string hub, string webhookId) =>
    [
        new(PrepaymentAnswers.Document, Target(hub, PrepaymentEndpoint.Route, webhookId), SubscriptionDocuments.Read(PrepaymentAnswers.Document))
        {
            SyncEvents = [.. PrepaymentAnswers.Events.Select(name => name.ToUpperInvariant())],
        },
    ];

    private static string Target(string hub, string route, string webhookId) =>
        $"{hub}/api{route}?{WebhookMapping.QueryParameter}={webhookId}";
}

/// <summary>A webhook that the shop makes for the app.</summary>
internal sealed record SaleorManifestWebhook(string Name, string TargetUrl, string Query)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? AsyncEvents { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? SyncEvents { get; init; }
}

/// <summary>How the shop's dashboard shows the app.</summary>
internal sealed record SaleorBrand(SaleorLogo Logo);

/// <summary>Address of a PNG picture.</summary>
internal sealed record SaleorLogo(string Default);
