using Eci.Modules.Tracking.Data;
using Eci.Vocabulary;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>An order as its page needs it. The personal data is here to be kept out of the page.</summary>
internal sealed record TrackedOrder
{
    public required string OrderId { get; init; }

    public required string TenantId { get; init; }

    public required string TenantName { get; init; }

    public required string OrderNumber { get; init; }

    public string? Language { get; init; }

    public string? FirstName { get; init; }

    public string? City { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Street { get; init; }

    /// <summary>The brands of the tenant.</summary>
    public IReadOnlyList<PageBrand> Brands { get; init; } = [];

    public IReadOnlyList<TrackedPackage> Packages { get; init; } = [];
}

/// <summary>How one tracking integration of the tenant presents itself.</summary>
internal sealed record PageBrand
{
    /// <summary>Null stands for a tenant without tracking integration.</summary>
    public required string? IntegrationId { get; init; }

    public required bool Enabled { get; init; }

    public DateTimeOffset? PaidUntil { get; init; }

    /// <summary>News of the order's packages came through one of its carrier apps.</summary>
    public required bool Reports { get; init; }

    public TrackingPageSettings? Page { get; init; }

    public TrackingEmailSettings? Mails { get; init; }

    /// <summary>The brand that followed the order's packages goes before one that is active, and that before one that has settings.</summary>
    public int Rank(DateTimeOffset now) => (Reports ? 4 : 0) + (Enabled && PaidUntil > now ? 2 : 0) + (Page is null ? 0 : 1);
}

/// <summary>A package of the order.</summary>
internal sealed record TrackedPackage
{
    public required Carrier Carrier { get; init; }

    public required string TrackingId { get; init; }

    public required PackageState State { get; init; }

    public required bool IsReturned { get; init; }

    public string? CarrierTrackingUrl { get; init; }

    public DateOnly? EstimatedDeliveryDate { get; init; }

    public TimeOnly? EstimatedDeliveryFrom { get; init; }

    public TimeOnly? EstimatedDeliveryUntil { get; init; }

    /// <summary>Personal data, here to be kept out of the page.</summary>
    public string? ReceivedBy { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<TrackedEvent> Events { get; init; }
}

/// <summary>A scan of a package.</summary>
internal sealed record TrackedEvent(
    DateTimeOffset Time,
    short TimeOffsetMinutes,
    PackageState State,
    string? Location,
    string? Message)
{
    public DateTimeOffset LocalTime => Time.ToOffset(TimeSpan.FromMinutes(TimeOffsetMinutes));
}
