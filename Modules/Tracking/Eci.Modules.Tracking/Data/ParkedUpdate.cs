using Eci.Core;
using Eci.Modules.Tracking.Contracts;
using Eci.Vocabulary;

namespace Eci.Modules.Tracking.Data;

/// <summary>A carrier's report about a package the hub does not know yet.</summary>
internal sealed class ParkedUpdate : ITenantOwned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required Carrier Carrier { get; init; }

    public required string TrackingId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required short TimeOffsetMinutes { get; init; }

    public required PackageState State { get; init; }

    public required string RawCode { get; init; }

    public required string AppId { get; init; }

    public string? Location { get; set; }

    public string? Message { get; set; }

    public bool IsReturn { get; init; }

    public bool IsHistory { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public PackageUpdate ToUpdate() => new(
        TenantId, Carrier, TrackingId, Time.ToOffset(TimeSpan.FromMinutes(TimeOffsetMinutes)), State, RawCode, AppId, Location, Message, IsReturn, IsHistory);
}

/// <summary>A carrier's report the hub cannot act on: kept for people to look at.</summary>
internal sealed class UnmappedNews : ITenantOwned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required Carrier Carrier { get; init; }

    public required string AppId { get; init; }

    public required string TrackingId { get; init; }

    public required string RawCode { get; init; }

    public string? RawTime { get; init; }

    public required string SourceEventId { get; init; }

    public required UnmappedReason Reason { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
