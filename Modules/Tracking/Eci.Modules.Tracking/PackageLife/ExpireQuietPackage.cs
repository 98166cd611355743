using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Tracking.Attention;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.StorePackageEvent;
using Eci.Persistence;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Tracking.PackageLife;

/// <summary>Looks whether a watched package moved; reports it or lets it expire when it did not, and says when to look again.</summary>
internal sealed class ExpireQuietPackage(
    EciDbContext database, PackageAttention attention, IOptions<TrackingOptions> options, TimeProvider time) : IStateMachineActivity<PackageLifeState>
{
    internal const string RawCode = "eci:no-movement";

    private readonly TrackingOptions _limits = options.Value;

    /// <summary>When a package that last moved then is due to be looked at: as soon as it may be reported or expire, again and again.</summary>
    internal static DateTimeOffset NextCheck(DateTimeOffset lastMovementAt, DateTimeOffset now, TrackingOptions limits)
    {
        var step = limits.AttentionAfter < limits.ExpireAfter ? limits.AttentionAfter : limits.ExpireAfter;
        var first = lastMovementAt + step;
        var next = first > now ? first : now + step;
        var expiry = lastMovementAt + limits.ExpireAfter;
        return expiry > now && expiry < next ? expiry : next;
    }

    public void Probe(ProbeContext context) => context.CreateScope(nameof(ExpireQuietPackage));

    public void Accept(StateMachineVisitor visitor) => visitor.Visit(this);

    public async Task Execute(BehaviorContext<PackageLifeState> context, IBehavior<PackageLifeState> next)
    {
        await CheckAsync(context);
        await next.Execute(context);
    }

    public async Task Execute<T>(BehaviorContext<PackageLifeState, T> context, IBehavior<PackageLifeState, T> next)
        where T : class
    {
        await CheckAsync(context);
        await next.Execute(context);
    }

    public Task Faulted<TException>(BehaviorExceptionContext<PackageLifeState, TException> context, IBehavior<PackageLifeState> next)
        where TException : System.Exception => next.Faulted(context);

    public Task Faulted<T, TException>(BehaviorExceptionContext<PackageLifeState, T, TException> context, IBehavior<PackageLifeState, T> next)
        where T : class
        where TException : System.Exception => next.Faulted(context);

    private async Task CheckAsync(BehaviorContext<PackageLifeState> context)
    {
        var saga = context.Saga;
        var found = await database.Set<Package>()
            .Where(p => p.Id == saga.PackageId)
            .Select(p => new { Package = p, LastNewsAt = p.Events.Where(e => e.RawCode != RawCode).Max(e => (DateTimeOffset?)e.RecordedAt) })
            .SingleOrDefaultAsync(context.CancellationToken);
        if (found is null || PackageStates.IsFinal(found.Package.State))
        {
            saga.Ended = true;
            return;
        }

        var now = time.GetUtcNow();
        if (found.LastNewsAt > saga.LastMovementAt)
            saga.LastMovementAt = found.LastNewsAt.Value;
        var quiet = now - saga.LastMovementAt;
        if (found.Package.State is PackageState.Expired && quiet >= _limits.ExpireAfter * 2)
        {
            saga.Ended = true;
            return;
        }

        if (found.Package.State is not PackageState.Expired && quiet >= _limits.ExpireAfter)
            await ExpireAsync(context, found.Package, now);
        else if (quiet >= _limits.AttentionAfter)
            await ReportAsync(context, found.Package, now);
        saga.CheckAt = NextCheck(saga.LastMovementAt, now, _limits);
    }

    /// <summary>Reports a package under way once in a quiet time, so that nobody who resolved it is asked again.</summary>
    private Task ReportAsync(BehaviorContext<PackageLifeState> context, Package package, DateTimeOffset now)
    {
        var saga = context.Saga;
        if (saga.ReportedAt >= saga.LastMovementAt || package.AttentionReason is not null || !PackageStates.IsUnderWay(package.State))
            return Task.CompletedTask;
        saga.ReportedAt = now;
        return RaiseAsync(context, package, package.State);
    }

    private Task RaiseAsync(BehaviorContext<PackageLifeState> context, Package package, PackageState rested) =>
        attention.Raise(package, AttentionReason.NoMovement, rested, context.Saga.LastMovementAt) is { } message
            ? context.Publish(message, context.CancellationToken)
            : Task.CompletedTask;

    private async Task ExpireAsync(BehaviorContext<PackageLifeState> context, Package package, DateTimeOffset now)
    {
        var previous = package.State;
        package.State = PackageState.Expired;
        var stored = new PackageEvent
        {
            Id = Ids.New(IdPrefix.Event),
            TenantId = package.TenantId,
            PackageId = package.Id,
            Time = now,
            TimeOffsetMinutes = 0,
            State = PackageState.Expired,
            RawCode = RawCode,
            MovedFrom = previous,
            RecordedAt = now,
            TraceId = TraceBaggage.CurrentId,
        };
        database.Add(stored);
        await context.Publish(
            new PackageStateTransition(package.TenantId, package.Id, stored.Id, previous, PackageState.Expired, now, now), context.CancellationToken);
        await RaiseAsync(context, package, previous);
    }
}
