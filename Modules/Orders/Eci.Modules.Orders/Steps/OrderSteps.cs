using Eci.Commerce;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Orders.Data;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Orders.Steps;

/// <summary>Knows which steps there are, and waits for those of an order.</summary>
internal sealed class OrderSteps(EciDbContext database, IEnumerable<IOrderStep> known, IOptions<OrdersOptions> options, TimeProvider time)
{
    public const string NotWanted = "It is not wanted any more.";

    private readonly Dictionary<string, IOrderStep> _known = known.ToDictionary(step => step.Name, StringComparer.Ordinal);

    /// <summary>Some step waits for each package.</summary>
    public bool AnyPerPackage => _known.Values.Any(step => step.IsPerPackage);

    /// <summary>How people call a step.</summary>
    public string LabelOf(string name) => _known.GetValueOrDefault(name)?.Label ?? name;

    public static bool IsDue(IOrderStep step, OrderStage stage) =>
        step.DueFrom is OrderStage.Canceled || stage is OrderStage.Canceled ? step.DueFrom == stage : step.DueFrom <= stage;

    public async Task<StepProgress> LoadAsync(Order order, CancellationToken cancellationToken) => new(
        database, order, await database.Set<OrderStep>().Where(s => s.OrderId == order.Id).ToListAsync(cancellationToken), _known);

    /// <summary>Begins to wait for the steps that are due by now.</summary>
    public async Task AwaitAsync(StepProgress progress, IReadOnlyList<string> packageIds, CancellationToken cancellationToken)
    {
        if (progress.Order.Stage is OrderStage.Canceled)
            progress.CallOff();
        foreach (var step in _known.Values.Where(step => IsDue(step, progress.Order.Stage)))
        {
            if (step.IsPerPackage)
                progress.LetGo(step.Name, packageIds);
            var keys = (step.IsPerPackage ? packageIds : [OrderStep.WholeOrder]).Where(key => progress.Find(step.Name, key)?.DueSince is null).ToList();
            if (keys.Count == 0 || !await step.AppliesToAsync(Describe(progress.Order), cancellationToken))
                continue;
            foreach (var key in keys)
                (progress.Find(step.Name, key) ?? progress.Add(step.Name, key)).DueSince = time.GetUtcNow();
        }
    }

    /// <summary>Marks what is silent for too long; a step that never began is asked first whether it is still wanted.</summary>
    public async Task MarkOverdueAsync(StepProgress progress, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var row in progress.Open.Where(row => row.OverdueSince is null && OverdueAt(row) <= now).ToList())
        {
            if (row.ReportedAt is null && !await _known[row.Name].AppliesToAsync(Describe(progress.Order), cancellationToken))
                (row.State, row.Detail) = (OrderStepState.Skipped, NotWanted);
            else
                row.OverdueSince = now;
        }
    }

    /// <summary>When the next step may be overdue; null: there is none to wait for.</summary>
    public DateTimeOffset? NextCheck(StepProgress progress) =>
        progress.Open.Where(row => row.OverdueSince is null).Select(row => (DateTimeOffset?)OverdueAt(row)).Min();

    private DateTimeOffset OverdueAt(OrderStep row) => row.LastSign!.Value + options.Value.StepOverdueAfter;

    private static OrderOfStep Describe(Order order) => new(order.TenantId, order.Id, order.OrderNumber, order.Origin);
}
