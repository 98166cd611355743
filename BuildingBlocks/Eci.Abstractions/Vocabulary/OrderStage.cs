using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Eci.Vocabulary;

/// <summary>Where an order is in its life. An order never goes back.</summary>
[JsonConverter(typeof(WireNameConverter<OrderStage>))]
[Description("Where an order is in its life. An order never goes back.")]
public enum OrderStage
{
    /// <summary>In the hub.</summary>
    Stored,

    /// <summary>Confirmed and ready: the other systems are to have it.</summary>
    Wanted,

    /// <summary>A package exists.</summary>
    Packed,

    /// <summary>Everything is on its way.</summary>
    Shipped,

    /// <summary>Everything has arrived.</summary>
    Delivered,

    /// <summary>Delivered, and every step that applies to it is done. Final.</summary>
    Done,

    /// <summary>Called off. Final.</summary>
    Canceled,
}
