using Eci.Commerce;
using Eci.Commerce.Statuses;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Orders.Data;
using Eci.Modules.Orders.Steps;
using Eci.Persistence;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Orders.Life;

/// <summary>Brings an order up to date with what is known of it: its statuses, its stage, its steps. Writes nothing when nothing changed.</summary>
internal sealed class FollowOrder(EciDbContext database, OrderReader reader, OrderSteps steps, TimeProvider time) : IStateMachineActivity<OrderLifeState>
{
    public void Probe(ProbeContext context) => context.CreateScope(nameof(FollowOrder));

    public void Accept(StateMachineVisitor visitor) => visitor.Visit(this);

    public Task Execute(BehaviorContext<OrderLifeState> context, IBehavior<OrderLifeState> next) => next.Execute(context);

    public async Task Execute<T>(BehaviorContext<OrderLifeState, T> context, IBehavior<OrderLifeState, T> next)
        where T : class
    {
        if (await reader.FindAsync(context.Saga.OrderId, context.CancellationToken) is { } order)
            await FollowAsync(context, order, context.Message);
        else
            context.Saga.Ended = true;
        await next.Execute(context);
    }

    public Task Faulted<TException>(BehaviorExceptionContext<OrderLifeState, TException> context, IBehavior<OrderLifeState> next)
        where TException : System.Exception => next.Faulted(context);

    public Task Faulted<T, TException>(BehaviorExceptionContext<OrderLifeState, T, TException> context, IBehavior<OrderLifeState, T> next)
        where T : class
        where TException : System.Exception => next.Faulted(context);

    /// <summary>
    /// An order is done when the last of two things happens, its arrival and the end of its steps: of two units of work that see only one of
    /// them each, the saga's version lets only the first pass.
    /// </summary>
    private async Task FollowAsync(BehaviorContext<OrderLifeState> context, Order order, object told)
    {
        var token = context.CancellationToken;
        var isNew = !string.Equals(context.Saga.CurrentState, nameof(OrderLifeStateMachine.Followed), StringComparison.Ordinal);
        var before = order.Stage;
        var evidence = told switch
        {
            _ when isNew => await reader.AllAsync(order, token),
            OrderStored => await reader.AllAsync(order, token),
            OrderPackagesChanged => await reader.ShipmentAsync(order, token),
            _ => new OrderEvidence(),
        };
        Apply(order, OrderStatuses.Derive(order, evidence));
        if (isNew && before is OrderStage.Stored)
            await ReachAsync(context, order, [OrderStage.Stored]);
        if (evidence.Packages is { } packages)
            await ReachAsync(context, order, OrderStages.Passed(order, packages.Count > 0));
        if (isNew || before != order.Stage || told is OrderStepReported or OrderLifeCheckDue || (told is OrderPackagesChanged && steps.AnyPerPackage))
            await CareForStepsAsync(context, order, evidence, told);
        if (before != order.Stage || database.ChangeTracker.Entries<OrderStep>().Any(e => e.State is not EntityState.Unchanged))
            database.Touch(context.Saga);
    }

    private async Task CareForStepsAsync(BehaviorContext<OrderLifeState> context, Order order, OrderEvidence evidence, object told)
    {
        var token = context.CancellationToken;
        var progress = await steps.LoadAsync(order, token);
        if (told is OrderStepReported report)
            progress.Record(report);
        if (evidence.Packages is { } packages)
            await steps.AwaitAsync(progress, [.. packages.Select(p => p.Id)], token);
        if (told is OrderLifeCheckDue)
            await steps.MarkOverdueAsync(progress, token);
        if (order.Stage is OrderStage.Delivered && progress.IsComplete)
            await ReachAsync(context, order, [OrderStage.Done]);
        SetTimer(context.Saga, steps.NextCheck(progress));
    }

    /// <summary>One timer runs at a time. One whose moment has passed may be lost with its message: a new one takes its place.</summary>
    private void SetTimer(OrderLifeState saga, DateTimeOffset? next)
    {
        if (next is null || saga.CheckAt > time.GetUtcNow())
            return;
        saga.CheckAt = next;
        saga.SetsTimer = true;
    }

    private static void Apply(Order order, DerivedStatuses derived)
    {
        order.Status = derived.Status;
        order.PaymentStatus = derived.PaymentStatus;
        order.ShipmentStatus = derived.ShipmentStatus;
        order.InvoiceStatus = derived.InvoiceStatus;
        order.ReadyToFulfil = derived.ReadyToFulfil;
    }

    private async Task ReachAsync(BehaviorContext<OrderLifeState> context, Order order, IReadOnlyList<OrderStage> passed)
    {
        var now = time.GetUtcNow();
        foreach (var stage in passed)
        {
            order.Stage = stage;
            database.Add(new ReachedStage { TenantId = order.TenantId, OrderId = order.Id, Stage = stage, At = now });
            await context.Publish(new OrderStageReached(order.TenantId, order.Id, stage, now), context.CancellationToken);
        }
    }
}
