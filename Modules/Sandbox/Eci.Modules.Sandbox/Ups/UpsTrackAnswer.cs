namespace Eci.Modules.Sandbox.Ups;

/// <summary>Body of an answer about a package, as far as the simulator fills it.</summary>
internal sealed record UpsTrackAnswer(UpsTrackResponse TrackResponse);

internal sealed record UpsTrackResponse(IReadOnlyList<UpsShipment> Shipment);

internal sealed record UpsShipment(string InquiryNumber, IReadOnlyList<UpsPackage>? Package = null, IReadOnlyList<UpsError>? Warnings = null);

/// <param name="TrackingNumber">The number.</param>
/// <param name="DeliveryDate">One date: when it is expected (<c>SDD</c>, <c>RDD</c>) or was delivered (<c>DEL</c>); none on the way back.</param>
/// <param name="DeliveryTime">The hours of that day.</param>
/// <param name="Activity">What happened, the newest first.</param>
/// <param name="CurrentStatus">The newest of it, written in another way.</param>
/// <param name="DeliveryInformation">Who took it.</param>
/// <param name="AccessPointInformation">How long it waits in a shop.</param>
/// <param name="Service">How it is sent.</param>
/// <param name="PackageCount">Packages of the shipment.</param>
internal sealed record UpsPackage(
    string TrackingNumber,
    IReadOnlyList<UpsDate> DeliveryDate,
    UpsHours? DeliveryTime,
    IReadOnlyList<UpsScan> Activity,
    UpsCurrentStatus CurrentStatus,
    UpsDelivery? DeliveryInformation,
    UpsAccessPoint? AccessPointInformation,
    UpsService Service,
    int PackageCount = 1);

internal sealed record UpsDate(string Type, string Date);

internal sealed record UpsHours(string Type, string? StartTime, string? EndTime);

internal sealed record UpsScan(
    UpsLocation Location, UpsScanStatus Status, string Date, string Time, string GmtDate, string GmtOffset, string GmtTime);

internal sealed record UpsLocation(UpsAddress? Address, string? Slic);

internal sealed record UpsAddress(string? City, string CountryCode, string Country);

internal sealed record UpsScanStatus(string Type, string? Code, string StatusCode, string Description);

/// <param name="Code">The status code of the newest scan, where its two-character code would be expected.</param>
/// <param name="Description">In words.</param>
internal sealed record UpsCurrentStatus(string Code, string Description);

internal sealed record UpsDelivery(string Location, string ReceivedBy);

internal sealed record UpsAccessPoint(string PickupByDate);

internal sealed record UpsService(string Code, string LevelCode, string Description);
