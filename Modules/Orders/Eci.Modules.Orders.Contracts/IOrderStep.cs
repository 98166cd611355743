using Eci.Vocabulary;

namespace Eci.Modules.Orders.Contracts;

/// <summary>
/// What a system does for orders: part of what makes an order DONE. Modules register theirs as scoped services and report how it stands
/// by <see cref="OrderStepReported"/>; nothing else has to change for a step to be awaited and shown.
/// </summary>
public interface IOrderStep
{
    /// <summary>Stable lower-case name, at most 60 characters: <c>saleor-fulfilment</c>.</summary>
    string Name { get; }

    /// <summary>How people call it.</summary>
    string Label { get; }

    /// <summary>The stage from which on it is awaited. CANCELED: only when the order is called off. Not DONE.</summary>
    OrderStage DueFrom { get; }

    /// <summary>It is awaited for each package of the order, under the package's id.</summary>
    bool IsPerPackage => false;

    /// <summary>Whether it is wanted for an order. Asked when it becomes due, and again before it is called overdue; it must not write.</summary>
    Task<bool> AppliesToAsync(OrderOfStep order, CancellationToken cancellationToken);
}

/// <summary>An order that a step may apply to.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="OrderId">The order.</param>
/// <param name="OrderNumber">The number the customer knows.</param>
/// <param name="Origin">Kind of the system it comes from: <c>saleor</c>, <c>api</c> ...</param>
public sealed record OrderOfStep(string TenantId, string OrderId, string OrderNumber, string Origin);
