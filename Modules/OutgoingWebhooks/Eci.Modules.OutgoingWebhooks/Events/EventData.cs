using System.Text.Json.Serialization;
using Eci.Vocabulary;

namespace Eci.Modules.OutgoingWebhooks.Events;

/// <summary>Begins the data of every event of a package. Holds nothing about its receiver.</summary>
internal abstract record PackageData([property: JsonIgnore] PackageFacts Package)
{
    [JsonPropertyOrder(-5)]
    public string PackageId => Package.Id;

    [JsonPropertyOrder(-4)]
    public Carrier Carrier => Package.Carrier;

    [JsonPropertyOrder(-3)]
    public string TrackingId => Package.TrackingId;

    [JsonPropertyOrder(-2)]
    public string? OrderId => Package.OrderId;

    [JsonPropertyOrder(-1)]
    public string? OrderNumber => Package.OrderNumber;
}

/// <summary>What is read of a package.</summary>
internal sealed record PackageFacts(string Id, Carrier Carrier, string TrackingId, string? OrderId, string? OrderNumber);

/// <summary>Data of <see cref="WebhookEventTypes.PackageRegistered"/>.</summary>
internal sealed record PackageRegisteredData(PackageFacts Package) : PackageData(Package);

/// <summary>Data of <see cref="WebhookEventTypes.PackageStateChanged"/>.</summary>
internal sealed record PackageStateChangedData(
    PackageFacts Package, string EventId, PackageState From, PackageState State, DateTimeOffset Time, string? Location, bool IsHistory)
    : PackageData(Package);

/// <summary>Data of <see cref="WebhookEventTypes.PackageNeedsAttention"/>.</summary>
internal sealed record PackageNeedsAttentionData(PackageFacts Package, AttentionReason Reason, PackageState State, DateTimeOffset LastMovementAt)
    : PackageData(Package);

/// <summary>Data of <see cref="WebhookEventTypes.PackageMailSent"/>.</summary>
internal sealed record PackageMailSentData(PackageFacts Package, string EventId, string EmailId, PackageState State, DateTimeOffset SentAt)
    : PackageData(Package);

/// <summary>Data of <see cref="WebhookEventTypes.OrderDelivered"/>.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="OrderNumber">Its number in the shop.</param>
/// <param name="DeliveredAt">When the last package was handed over, by the carrier's scan.</param>
/// <param name="PackageCount">How many packages it has.</param>
/// <param name="Packages">The first hundred of them.</param>
internal sealed record OrderDeliveredData(
    string OrderId, string OrderNumber, DateTimeOffset DeliveredAt, int PackageCount, IReadOnlyList<DeliveredPackage> Packages);

/// <summary>A package of an order that is delivered.</summary>
internal sealed record DeliveredPackage(string PackageId, Carrier Carrier, string TrackingId);

/// <summary>Data of <see cref="WebhookEventTypes.OrderStored"/>.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="OrderNumber">Its number in the shop.</param>
/// <param name="Origin">Kind of the system it comes from.</param>
/// <param name="Created">False when it was known.</param>
internal sealed record OrderStoredData(string OrderId, string OrderNumber, string Origin, bool Created);

/// <summary>Data of <see cref="WebhookEventTypes.OrderStageReached"/>.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="OrderNumber">Its number in the shop.</param>
/// <param name="Stage">The stage of this event; the order may have gone on.</param>
internal sealed record OrderStageReachedData(string OrderId, string OrderNumber, OrderStage Stage);

/// <summary>Data of <see cref="WebhookEventTypes.Test"/>.</summary>
internal sealed record TestData(string EndpointId, string Message);
