using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Eci.Vocabulary;

/// <summary>Where a package is on its way, in words that hold for every carrier.</summary>
[JsonConverter(typeof(WireNameConverter<PackageState>))]
[Description("Where a parcel is on its way, in words that hold for every carrier.")]
public enum PackageState
{
    /// <summary>Known to the hub, no news yet.</summary>
    Init,

    /// <summary>The carrier has the order data, not the package.</summary>
    InformationReceived,

    /// <summary>On the way.</summary>
    InTransit,

    /// <summary>On the delivery tour.</summary>
    OutForDelivery,

    /// <summary>Nobody could receive it.</summary>
    FailedAttempt,

    /// <summary>Handed over. Final.</summary>
    Delivered,

    /// <summary>Waits in a shop or locker.</summary>
    AvailableForPickup,

    /// <summary>A problem; later news moves it on.</summary>
    Exception,

    /// <summary>No movement for the configured number of days.</summary>
    Expired,

    /// <summary>The carrier knows nothing about the number.</summary>
    Pending,
}
