using System.Globalization;
using Eci.Commerce;
using Eci.Commerce.Api.Timeline;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Orders.Data;
using Eci.Modules.Orders.Life;
using Eci.Modules.Orders.Steps;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Orders.Timeline;

/// <summary>What the life of orders tells: stages, steps, money, and when the hub looks again. Four statements, none without orders.</summary>
internal sealed class OrderTimeline(EciDbContext database, OrderSteps steps, IOptions<OrdersOptions> options) : ITimelineSource
{
    public async Task<IEnumerable<TimelineEntry>> ReadAsync(TimelineSubjects subjects, CancellationToken cancellationToken)
    {
        if (subjects.Orders.Count == 0)
            return [];
        var ids = subjects.Orders.Select(o => o.Id).ToList();
        var stages = await database.Set<ReachedStage>().AsNoTracking()
            .Where(s => EF.Parameter(ids).Contains(s.OrderId) && s.Stage != OrderStage.Stored)
            .ToListAsync(cancellationToken);
        var progress = await database.Set<OrderStep>().AsNoTracking().Where(s => EF.Parameter(ids).Contains(s.OrderId)).ToListAsync(cancellationToken);
        var payments = await database.Set<Payment>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.OrderId!)).ToListAsync(cancellationToken);
        var open = subjects.Orders.Where(o => o.Stage is not OrderStage.Done).Select(o => OrderLifeState.CorrelationOf(o.Id)).ToList();
        var checks = await database.Set<OrderLifeState>().AsNoTracking()
            .Where(s => EF.Parameter(open).Contains(s.CorrelationId) && s.CheckAt != null)
            .ToListAsync(cancellationToken);
        return [.. stages.Select(Of), .. progress.SelectMany(Of), .. payments.SelectMany(PaymentEntries.Of), .. checks.Select(Of)];
    }

    private static TimelineEntry Of(ReachedStage reached) => new(reached.At, reached.At, TimelineKinds.OrderStageReached, $"Order {WireName.Of(reached.Stage)}")
    {
        OrderId = reached.OrderId,
        Details = TimelineDetail.Of(("stage", WireName.Of(reached.Stage))),
        Step = TimelineSteps.Moved,
    };

    private IEnumerable<TimelineEntry> Of(OrderStep step)
    {
        var label = steps.LabelOf(step.Name);
        if (step.ReportedAt is { } reported)
            yield return Entry(step, reported, step.UpdatedAt, TimelineKinds.OrderStep, $"{label}: {WireName.Of(step.State)}");
        else if (step.IsSettled)
            yield return Entry(step, step.UpdatedAt, step.UpdatedAt, TimelineKinds.OrderStep, $"{label}: {WireName.Of(step.State)}");
        else if (step is { OverdueSince: null, DueSince: { } due })
            yield return Entry(step, due + options.Value.StepOverdueAfter, recordedAt: null, TimelineKinds.Waiting, $"{label} is awaited");
        if (step.OverdueSince is { } overdue)
            yield return Entry(step, overdue, overdue, TimelineKinds.OrderStepOverdue, $"{label} is overdue");
    }

    private static TimelineEntry Entry(OrderStep step, DateTimeOffset time, DateTimeOffset? recordedAt, string kind, string title) => new(time, recordedAt, kind, title)
    {
        OrderId = step.OrderId,
        PackageId = step.IsOfWholeOrder ? null : step.Key,
        Details = TimelineDetail.Of(
            ("step", step.Name), ("state", WireName.Of(step.State)), (step.State is OrderStepState.Blocked ? "blockedBy" : "detail", step.Detail)),
    };

    private static TimelineEntry Of(OrderLifeState life) => new(life.CheckAt!.Value, RecordedAt: null, TimelineKinds.Planned, "Look whether its steps are done")
    {
        OrderId = life.OrderId,
        Details = TimelineDetail.Of(("what", "stepCheck"), ("checkAt", life.CheckAt.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
    };
}
