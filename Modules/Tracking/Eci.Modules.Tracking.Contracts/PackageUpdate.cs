using Eci.Vocabulary;

namespace Eci.Modules.Tracking.Contracts;

/// <summary>A carrier reported a scan. Published by carrier modules on <c>tracking.package.update</c>.</summary>
/// <param name="TenantId">Owner of the carrier account.</param>
/// <param name="Carrier">Who reports.</param>
/// <param name="TrackingId">The carrier's number: upper case, no blanks.</param>
/// <param name="Time">When the scan happened, with the carrier's local offset.</param>
/// <param name="State">The state it means.</param>
/// <param name="RawCode">The carrier's own status code, as received.</param>
/// <param name="AppId">The app (carrier account) it came through.</param>
/// <param name="Location">Free text place, if given.</param>
/// <param name="Message">Free text of the carrier, if given.</param>
/// <param name="IsReturn">The scan tells that the package goes back to the sender.</param>
/// <param name="IsHistory">The carrier told of it together with later scans, or long after: the customer is not mailed about it.</param>
public sealed record PackageUpdate(
    string TenantId,
    Carrier Carrier,
    string TrackingId,
    DateTimeOffset Time,
    PackageState State,
    string RawCode,
    string AppId,
    string? Location = null,
    string? Message = null,
    bool IsReturn = false,
    bool IsHistory = false) : ITenantMessage;
