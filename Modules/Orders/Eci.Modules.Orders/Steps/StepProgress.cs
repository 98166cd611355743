using Eci.Commerce;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Orders.Data;
using Eci.Persistence;

namespace Eci.Modules.Orders.Steps;

/// <summary>The steps of one order, in the unit of work.</summary>
internal sealed class StepProgress(EciDbContext database, Order order, List<OrderStep> rows, IReadOnlyDictionary<string, IOrderStep> known)
{
    public const string CalledOff = "The order was called off.";
    public const string PackageGone = "The order has the package no longer.";

    public Order Order => order;

    /// <summary>Every step that is awaited for an order that arrived is done, or not needed.</summary>
    public bool IsComplete => rows.Where(IsAwaited).All(row => row.IsSettled);

    /// <summary>Steps that are due and not done.</summary>
    public IEnumerable<OrderStep> Open => rows.Where(row => row is { IsSettled: false, DueSince: not null } && IsAwaited(row));

    /// <summary>Takes a report, unless a later one is known.</summary>
    public void Record(OrderStepReported report)
    {
        var row = Find(report.Step, report.Key ?? OrderStep.WholeOrder) ?? Add(report.Step, report.Key ?? OrderStep.WholeOrder);
        if (row.ReportedAt > report.At)
            return;
        row.State = report.State;
        row.ReportedAt = report.At;
        row.Detail = report.Detail;
        row.OverdueSince = null;
    }

    public OrderStep? Find(string name, string key) =>
        rows.Find(row => string.Equals(row.Name, name, StringComparison.Ordinal) && string.Equals(row.Key, key, StringComparison.Ordinal));

    public OrderStep Add(string name, string key)
    {
        var row = new OrderStep { Id = OrderStep.IdOf(order.Id, name, key), TenantId = order.TenantId, OrderId = order.Id, Name = name, Key = key };
        database.Add(row);
        rows.Add(row);
        return row;
    }

    /// <summary>Nobody waits any more for what nobody began.</summary>
    public void CallOff()
    {
        foreach (var row in rows.Where(row => row is { IsSettled: false, ReportedAt: null } && !IsDue(row)))
            (row.State, row.Detail, row.OverdueSince) = (OrderStepState.Skipped, CalledOff, null);
    }

    /// <summary>Nobody waits any more for a step of a package that the order has no longer.</summary>
    public void LetGo(string name, IReadOnlyList<string> packageIds)
    {
        foreach (var row in rows.Where(row => row is { IsSettled: false, ReportedAt: null, IsOfWholeOrder: false } && string.Equals(row.Name, name, StringComparison.Ordinal) && !packageIds.Contains(row.Key)))
            (row.State, row.Detail, row.OverdueSince) = (OrderStepState.Skipped, PackageGone, null);
    }

    /// <summary>
    /// Steps of modules that are gone are not waited for. A system may speak of the whole order where packages were expected, or the other
    /// way round: then what stays silent is not waited for.
    /// </summary>
    private bool IsAwaited(OrderStep row) =>
        IsDue(row) && (row.ReportedAt is not null || !rows.Exists(other =>
            string.Equals(other.Name, row.Name, StringComparison.Ordinal) && other.ReportedAt is not null && other.IsOfWholeOrder != row.IsOfWholeOrder));

    private bool IsDue(OrderStep row) => known.GetValueOrDefault(row.Name) is { } step && OrderSteps.IsDue(step, order.Stage);
}
