using System.ComponentModel;
using System.Text.Json.Serialization;
using Eci.Vocabulary;

namespace Eci.Modules.Orders.Contracts;

/// <summary>An order went on in its life. Topic <c>commerce.order.stage.reached</c>.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Stage">Where it is now.</param>
/// <param name="At">When it got there, UTC.</param>
public sealed record OrderStageReached(string TenantId, string OrderId, OrderStage Stage, DateTimeOffset At) : ITenantMessage;

/// <summary>Where an order is in its life.</summary>
[JsonConverter(typeof(WireNameConverter<OrderStage>))]
[Description("Where an order is in its life.")]
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
