using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.StorePackageEvent;
using Eci.Persistence;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Tracking.PackageLife;

/// <summary>Looks whether a watched package moved; lets it expire when it did not, and says when to look again.</summary>
internal sealed class ExpireQuietPackage(EciDbContext database, IOptions<TrackingOptions> options, TimeProvider time)
    : IStateMachineActivity<PackageLifeState>
{
    internal const string RawCode = "eci:no-movement";

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
        if (saga.LastMovementAt + options.Value.ExpireAfter > now)
        {
            saga.CheckAt = saga.LastMovementAt + options.Value.ExpireAfter;
            return;
        }

        if (found.Package.State is PackageState.Expired)
        {
            saga.Ended = true;
            return;
        }

        await ExpireAsync(context, found.Package, now);
        saga.CheckAt = now + options.Value.ExpireAfter;
    }

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
        };
        database.Add(stored);
        await context.Publish(
            new PackageStateTransition(package.TenantId, package.Id, stored.Id, previous, PackageState.Expired, now, now), context.CancellationToken);
        await context.Publish(
            new PackageNeedsAttention(package.TenantId, package.Id, AttentionReason.NoMovement, previous, context.Saga.LastMovementAt), context.CancellationToken);
    }
}
