using Eci.Modules.Orders.Contracts;
using MassTransit;

namespace Eci.Modules.Orders.Life;

/// <summary>The timer of an order whose steps are due to be looked at. Sent by the saga to itself.</summary>
internal sealed record OrderLifeCheckDue(string TenantId, string OrderId) : ITenantMessage;

/// <summary>
/// Follows an order from the moment it is stored: whatever is told of it, its rows are read anew, so that messages may come late, twice
/// and in any order. It is followed after its end, too: money can go back. A durable timer notices steps that stay silent.
/// </summary>
internal sealed class OrderLifeStateMachine : MassTransitStateMachine<OrderLifeState>
{
    private readonly TimeProvider _time;

    public OrderLifeStateMachine(TimeProvider time)
    {
        _time = time;
        InstanceState(s => s.CurrentState);
        Event(() => Stored, e => e.CorrelateById(c => OrderLifeState.CorrelationOf(c.Message.OrderId)));
        Event(() => PackagesChanged, e => e.CorrelateById(c => OrderLifeState.CorrelationOf(c.Message.OrderId)));
        Event(() => StepReported, e => e.CorrelateById(c => OrderLifeState.CorrelationOf(c.Message.OrderId)));
        Schedule(() => Check, s => s.TimerTokenId, s => s.Received = e =>
        {
            e.CorrelateById(c => OrderLifeState.CorrelationOf(c.Message.OrderId));
            e.OnMissingInstance(m => m.Discard());
        });

        Initially(
            Follow(When(Stored).Then(c => Begin(c.Saga, c.Message.TenantId, c.Message.OrderId))),
            Follow(When(PackagesChanged).Then(c => Begin(c.Saga, c.Message.TenantId, c.Message.OrderId))),
            Follow(When(StepReported).Then(c => Begin(c.Saga, c.Message.TenantId, c.Message.OrderId))));
        During(
            Followed,
            Follow(When(Stored)),
            Follow(When(PackagesChanged)),
            Follow(When(StepReported)),
            Follow(When(Check!.Received).Then(c => c.Saga.CheckAt = null)));
        SetCompletedWhenFinalized();
    }

    public State? Followed { get; private set; }

    public Event<OrderStored>? Stored { get; private set; }

    public Event<OrderPackagesChanged>? PackagesChanged { get; private set; }

    public Event<OrderStepReported>? StepReported { get; private set; }

    public Schedule<OrderLifeState, OrderLifeCheckDue>? Check { get; private set; }

    private static void Begin(OrderLifeState saga, string tenantId, string orderId)
    {
        saga.TenantId = tenantId;
        saga.OrderId = orderId;
    }

    private EventActivityBinder<OrderLifeState, T> Follow<T>(EventActivityBinder<OrderLifeState, T> told)
        where T : class => told
        .Activity(a => a.OfInstanceType<FollowOrder>())
        .IfElse(
            c => c.Saga.Ended,
            gone => gone.Finalize(),
            goesOn => goesOn
                .If(
                    c => c.Saga.SetsTimer,
                    awaits => awaits.Schedule(Check, c => new OrderLifeCheckDue(c.Saga.TenantId, c.Saga.OrderId), c => Delay(c.Saga)))
                .TransitionTo(Followed));

    private TimeSpan Delay(OrderLifeState saga)
    {
        var delay = saga.CheckAt!.Value - _time.GetUtcNow();
        return delay > TimeSpan.Zero ? delay : TimeSpan.Zero;
    }
}
