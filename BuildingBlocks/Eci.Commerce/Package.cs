using Eci.Core;
using Eci.Vocabulary;

namespace Eci.Commerce;

/// <summary>A parcel. One per carrier, number and tenant.</summary>
public sealed class Package : ITenantOwned, ITimestamped, IVersioned, IAudited
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>Changed only by a correction.</summary>
    public required Carrier Carrier { get; set; }

    /// <summary>The carrier's number, normalised.</summary>
    public required string TrackingId { get; init; }

    /// <summary>Number of the delivery note; null when nobody gave it one. One per number and tenant.</summary>
    public string? Number { get; set; }

    public string? OrderId { get; set; }

    public Order? Order { get; set; }

    /// <summary>What is in it; empty when nobody said: then the whole order, if it is the order's only package.</summary>
    public List<PackageLineItem> LineItems { get; } = [];

    public PackageState State { get; set; } = PackageState.Init;

    /// <summary>Time of the carrier event that set <see cref="State"/>, UTC; older news does not move the package. Null before the first.</summary>
    public DateTimeOffset? StateTime { get; set; }

    /// <summary>Carrier's page for the package; null: made from carrier and number. May hold the recipient's postal code.</summary>
    [PersonalData]
    public string? CarrierTrackingUrl { get; set; }

    public bool TrackingEnabled { get; set; } = true;

    /// <summary>Day on which the carrier expects to deliver, by the recipient's calendar.</summary>
    public DateOnly? EstimatedDeliveryDate { get; set; }

    /// <summary>Begin of the expected hours on that day, by the recipient's clock.</summary>
    public TimeOnly? EstimatedDeliveryFrom { get; set; }

    /// <summary>End of the expected hours on that day, by the recipient's clock.</summary>
    public TimeOnly? EstimatedDeliveryUntil { get; set; }

    /// <summary>Who took it, as the carrier wrote it down. Personal data.</summary>
    [PersonalData]
    public string? ReceivedBy { get; set; }

    /// <summary>When the carrier said so, UTC: what it said before does not replace it. Null while it said nothing.</summary>
    public DateTimeOffset? DetailsObservedAt { get; set; }

    /// <summary>The carrier said that it goes back to the sender; stays so.</summary>
    public bool IsReturn { get; set; }

    /// <summary>Why somebody should look at it; null while nobody has to.</summary>
    public AttentionReason? AttentionReason { get; set; }

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset? AttentionSince { get; set; }

    /// <summary>When its customer was erased, UTC: texts of carriers, which may name persons, are no longer kept. Null: never.</summary>
    public DateTimeOffset? ErasedAt { get; set; }

    public List<PackageEvent> Events { get; } = [];

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>One scan of a package. One per package, time, state and raw code.</summary>
public sealed class PackageEvent : ITenantOwned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string PackageId { get; init; }

    public Package? Package { get; set; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Offset of the carrier's clock at that time, minutes east of UTC.</summary>
    public required short TimeOffsetMinutes { get; init; }

    public required PackageState State { get; init; }

    /// <summary>The carrier's status code as received.</summary>
    public required string RawCode { get; init; }

    /// <summary>The app it came through; null when the hub itself noticed it.</summary>
    public string? AppId { get; init; }

    public string? Location { get; set; }

    public string? Message { get; set; }

    /// <summary>The state the package left when this event moved it; null when it did not move it (late or repeated news).</summary>
    public PackageState? MovedFrom { get; set; }

    /// <summary>When the hub stored it, UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Trace of the message that brought it.</summary>
    public string? TraceId { get; init; }

    public TransactionalEmail? SentEmail { get; set; }
}
