using Eci.Vocabulary;

namespace Eci.Modules.Tracking.Contracts;

/// <summary>A carrier reported something the hub cannot act on. Kept and counted. Topic <c>tracking.carrier.news.unmapped</c>.</summary>
/// <param name="TenantId">Owner of the carrier account.</param>
/// <param name="Carrier">Who reports.</param>
/// <param name="AppId">The app it came through.</param>
/// <param name="TrackingId">The number as received, trimmed to 100 characters.</param>
/// <param name="RawCode">The status code as received, trimmed to 100 characters.</param>
/// <param name="RawTime">The time text as received, trimmed to 100 characters.</param>
/// <param name="SourceEventId">The carrier's id of the report.</param>
/// <param name="Reason">Why it cannot be acted on.</param>
public sealed record UnmappedCarrierNews(
    string TenantId,
    Carrier Carrier,
    string AppId,
    string TrackingId,
    string RawCode,
    string? RawTime,
    string SourceEventId,
    UnmappedReason Reason) : ITenantMessage;
