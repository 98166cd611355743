using Eci.Vocabulary;

namespace Eci.Carriers;

/// <summary>What a carrier says about one package.</summary>
public sealed record TrackingAnswer
{
    /// <summary>Every scan that is understood, the oldest first. Scans that mean nothing to a recipient are left out.</summary>
    public required IReadOnlyList<CarrierScan> Scans { get; init; }

    /// <summary>Scans that are not understood.</summary>
    public IReadOnlyList<UnreadableScan> Unreadable { get; init; } = [];

    /// <summary>When the carrier expects to deliver; null when it does not say.</summary>
    public DeliveryForecast? Forecast { get; init; }

    /// <summary>Who took the package; null when the carrier does not say. Personal data.</summary>
    public string? ReceivedBy { get; init; }
}

/// <summary>One scan, in the hub's words.</summary>
/// <param name="Time">When it happened, with the offset of the clock at its place.</param>
/// <param name="State">What it means.</param>
/// <param name="RawCode">The carrier's own code. With time and state it identifies the scan of a package: the same scan always gives the same three.</param>
/// <param name="Location">Place as text.</param>
/// <param name="Message">The carrier's words.</param>
/// <param name="IsReturn">The package goes back to the sender.</param>
public sealed record CarrierScan(
    DateTimeOffset Time, PackageState State, string RawCode, string? Location = null, string? Message = null, bool IsReturn = false);

/// <summary>A scan that cannot be acted on.</summary>
/// <param name="RawCode">The carrier's code as received; empty when there was none.</param>
/// <param name="RawTime">The time as received.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record UnreadableScan(string RawCode, string? RawTime, UnmappedReason Reason);

/// <summary>When a carrier expects to deliver.</summary>
/// <param name="Date">Day by the recipient's calendar.</param>
/// <param name="From">Begin of the expected hours by the recipient's clock.</param>
/// <param name="Until">End of the expected hours by the recipient's clock.</param>
public sealed record DeliveryForecast(DateOnly Date, TimeOnly? From = null, TimeOnly? Until = null);
