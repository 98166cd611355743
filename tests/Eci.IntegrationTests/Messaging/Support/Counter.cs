using Eci.Core;
using MassTransit;

namespace Eci.IntegrationTests.Messaging.Support;

internal sealed class Counter : SagaStateMachineInstance, IVersioned
{
    public Guid CorrelationId { get; set; }

    public string CurrentState { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public int Count { get; set; }

    public int Rings { get; set; }

    public Guid? TimerTokenId { get; set; }

    public int Version { get; set; }
}

/// <summary>Counts, rings when its timer ends, and is gone once it is closed.</summary>
internal sealed class CounterMachine : MassTransitStateMachine<Counter>
{
    public CounterMachine()
    {
        InstanceState(s => s.CurrentState);
        Event(() => Counted, e => e.CorrelateById(c => c.Message.CounterId));
        Event(() => TimerSet, e => e.CorrelateById(c => c.Message.CounterId));
        Event(() => TimerCancelled, e => e.CorrelateById(c => c.Message.CounterId));
        Event(() => Closed, e => e.CorrelateBy((saga, c) => saga.Name == c.Message.Name));
        Schedule(() => Timer, s => s.TimerTokenId, s => s.Received = e => e.CorrelateById(c => c.Message.CounterId));

        Initially(
            When(Counted)
                .Then(c => c.Saga.Name = c.Message.Name)
                .Then(c => c.Saga.Count++)
                .TransitionTo(Counting));
        During(
            Counting,
            When(Counted).Then(c => c.Saga.Count++),
            When(TimerSet).Schedule(Timer, c => new CounterRings(c.Saga.CorrelationId), c => c.Message.Delay),
            When(TimerCancelled).Unschedule(Timer),
            When(Timer!.Received).Then(c => c.Saga.Rings++),
            When(Closed).Finalize());
        SetCompletedWhenFinalized();
    }

    public State? Counting { get; private set; }

    public Event<Counted>? Counted { get; private set; }

    public Event<TimerSet>? TimerSet { get; private set; }

    public Event<TimerCancelled>? TimerCancelled { get; private set; }

    public Event<CountersClosed>? Closed { get; private set; }

    public Schedule<Counter, CounterRings>? Timer { get; private set; }
}

internal sealed class CounterRef()
    : SagaRef(TestRoutes.Module, typeof(CounterMachine), typeof(Counter)),
        ISubscribesTo<Counted>,
        ISubscribesTo<TimerSet>,
        ISubscribesTo<TimerCancelled>,
        ISubscribesTo<CountersClosed>;
