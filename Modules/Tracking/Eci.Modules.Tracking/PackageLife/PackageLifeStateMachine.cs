using Eci.Modules.Tracking.Contracts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Tracking.PackageLife;

/// <summary>The timer of a package that is due to be looked at. Sent by the saga to itself.</summary>
internal sealed record PackageLifeCheckDue(string TenantId, string PackageId) : ITenantMessage;

/// <summary>
/// Watches a package from its registration to its end: a durable timer asks whether anything moved. While it does, the timer is set
/// again; when nothing moved for the configured times the package needs attention and later becomes EXPIRED. A package that is registered
/// again, as with another carrier, is given the whole time again.
/// </summary>
internal sealed class PackageLifeStateMachine : MassTransitStateMachine<PackageLifeState>
{
    private readonly TimeProvider _time;

    public PackageLifeStateMachine(TimeProvider time, IOptions<TrackingOptions> options)
    {
        _time = time;
        InstanceState(s => s.CurrentState);
        Event(() => Registered, e => e.CorrelateById(c => PackageLifeState.CorrelationOf(c.Message.PackageId)));
        Schedule(() => Check, s => s.TimerTokenId, s => s.Received = e => e.CorrelateById(c => PackageLifeState.CorrelationOf(c.Message.PackageId)));

        Initially(
            When(Registered)
                .Then(c =>
                {
                    c.Saga.TenantId = c.Message.TenantId;
                    c.Saga.PackageId = c.Message.PackageId;
                    c.Saga.LastMovementAt = time.GetUtcNow();
                    c.Saga.CheckAt = ExpireQuietPackage.NextCheck(c.Saga.LastMovementAt, c.Saga.LastMovementAt, options.Value);
                })
                .Schedule(Check, c => Due(c.Saga), c => Delay(c.Saga))
                .TransitionTo(Watched));

        During(
            Watched,
            When(Registered).Then(c => c.Saga.LastMovementAt = time.GetUtcNow()),
            When(Check!.Received)
                .Activity(a => a.OfInstanceType<ExpireQuietPackage>())
                .IfElse(
                    c => c.Saga.Ended,
                    ended => ended.Finalize(),
                    goesOn => goesOn.Schedule(Check, c => Due(c.Saga), c => Delay(c.Saga))));
        SetCompletedWhenFinalized();
    }

    public State? Watched { get; private set; }

    public Event<PackageRegistered>? Registered { get; private set; }

    public Schedule<PackageLifeState, PackageLifeCheckDue>? Check { get; private set; }

    private static PackageLifeCheckDue Due(PackageLifeState saga) => new(saga.TenantId, saga.PackageId);

    private TimeSpan Delay(PackageLifeState saga)
    {
        var delay = saga.CheckAt - _time.GetUtcNow();
        return delay > TimeSpan.Zero ? delay : TimeSpan.Zero;
    }
}
