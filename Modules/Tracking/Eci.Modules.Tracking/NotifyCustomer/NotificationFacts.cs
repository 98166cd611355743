using Eci.Modules.Tracking.Data;
using Eci.Vocabulary;

namespace Eci.Modules.Tracking.NotifyCustomer;

/// <summary>What the decision about a mail needs to know of event, package and order.</summary>
internal sealed record NotificationFacts
{
    public required PackageState State { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required short TimeOffsetMinutes { get; init; }

    public string? Location { get; init; }

    public string? Message { get; init; }

    /// <summary>The app the event came through; for what the hub noticed itself, the app that reported last.</summary>
    public string? AppId { get; init; }

    public required PackageState PackageState { get; init; }

    public required Carrier Carrier { get; init; }

    public required string TrackingId { get; init; }

    public string? CarrierTrackingUrl { get; init; }

    public string? OrderNumber { get; init; }

    /// <summary>Opens the order's tracking page.</summary>
    public string? TrackingToken { get; init; }

    public string? Language { get; init; }

    public bool NotificationsEnabled { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public bool Consent { get; init; }

    /// <summary>The event has its decision already.</summary>
    public required bool Decided { get; init; }

    /// <summary>The customer was told about this state before.</summary>
    public required bool AlreadySent { get; init; }
}

/// <summary>Who writes: the e-mail app joined with the carrier app through a tracking integration.</summary>
internal sealed record Brand
{
    public required string? EmailAppId { get; init; }

    public required TrackingEmailSettings? Settings { get; init; }

    public required bool Enabled { get; init; }

    public required DateTimeOffset? PaidUntil { get; init; }

    public bool IsActive(DateTimeOffset now) => Enabled && PaidUntil > now;

    /// <summary>An active brand with an e-mail app goes before any other.</summary>
    public int Rank(DateTimeOffset now) => (IsActive(now) ? 2 : 0) + (Settings is not null ? 1 : 0);
}
