using Eci.Vocabulary;

namespace Eci.Modules.Tracking.Contracts;

/// <summary>What a carrier says about a package besides its scans. Topic <c>tracking.package.details</c>.</summary>
/// <param name="TenantId">Owner of the carrier account.</param>
/// <param name="Carrier">Who reports.</param>
/// <param name="TrackingId">The carrier's number: upper case, no blanks.</param>
/// <param name="ObservedAt">When the carrier said so, UTC; what was said before does not replace what was said later.</param>
/// <param name="EstimatedDeliveryDate">Expected day by the recipient's calendar; null when the carrier names none.</param>
/// <param name="EstimatedDeliveryFrom">Begin of the expected hours by the recipient's clock.</param>
/// <param name="EstimatedDeliveryUntil">End of the expected hours by the recipient's clock.</param>
/// <param name="ReceivedBy">Who took it; personal data.</param>
public sealed record PackageDetails(
    string TenantId,
    Carrier Carrier,
    string TrackingId,
    DateTimeOffset ObservedAt,
    DateOnly? EstimatedDeliveryDate,
    TimeOnly? EstimatedDeliveryFrom,
    TimeOnly? EstimatedDeliveryUntil,
    string? ReceivedBy) : ITenantMessage;
