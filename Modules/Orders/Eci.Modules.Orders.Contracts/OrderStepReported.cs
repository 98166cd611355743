using System.ComponentModel;
using System.Text.Json.Serialization;
using Eci.Vocabulary;

namespace Eci.Modules.Orders.Contracts;

/// <summary>A system tells how its part of an order stands. Topic <c>commerce.order.step.reported</c>.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Step">Stable lower-case name, for example <c>saleor-fulfilment</c>.</param>
/// <param name="Key">What of the order it is about when there are several: a package's id. Null: the whole order.</param>
/// <param name="State">How it stands.</param>
/// <param name="At">Since when, UTC: a report that is older than the last one of its step changes nothing.</param>
/// <param name="Detail">For people, without personal data; null: nothing to add.</param>
public sealed record OrderStepReported(
    string TenantId, string OrderId, string Step, string? Key, OrderStepState State, DateTimeOffset At, string? Detail) : ITenantMessage;

/// <summary>How a step of an order stands.</summary>
[JsonConverter(typeof(WireNameConverter<OrderStepState>))]
[Description("How a step of an order stands.")]
public enum OrderStepState
{
    /// <summary>Wanted, not done yet.</summary>
    Pending,

    /// <summary>Waits for something else.</summary>
    Blocked,

    /// <summary>Failed; tried again.</summary>
    Failed,

    Done,

    /// <summary>Not needed after all.</summary>
    Skipped,
}
