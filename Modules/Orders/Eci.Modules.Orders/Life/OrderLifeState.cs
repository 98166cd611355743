using Eci.Core;
using MassTransit;

namespace Eci.Modules.Orders.Life;

/// <summary>One order that is followed. Its stage stands with the order.</summary>
internal sealed class OrderLifeState : SagaStateMachineInstance, ITenantOwned, IVersioned
{
    /// <summary>Computed from the order id.</summary>
    public Guid CorrelationId { get; set; }

    public string CurrentState { get; set; } = string.Empty;

    public string TenantId { get; set; } = string.Empty;

    public string OrderId { get; set; } = string.Empty;

    /// <summary>When its steps are looked at again, UTC; null: no timer runs.</summary>
    public DateTimeOffset? CheckAt { get; set; }

    /// <summary>A timer has to be set for <see cref="CheckAt"/>. Not stored.</summary>
    public bool SetsTimer { get; set; }

    /// <summary>The order is gone.</summary>
    public bool Ended { get; set; }

    public Guid? TimerTokenId { get; set; }

    public int Version { get; set; }

    public static Guid CorrelationOf(string orderId) => Ids.NameBased("order-life", orderId);
}
