using Eci.Modules.Orders.Contracts;
using Eci.Vocabulary;

namespace Eci.IntegrationTests.Orders;

/// <summary>What a module of the tests does for orders of the tests' tenants.</summary>
internal sealed class FakeStep(string name, OrderStage dueFrom, bool isPerPackage = false) : IOrderStep
{
    /// <summary>Orders that it does not apply to.</summary>
    public HashSet<string> Unwanted { get; } = new(StringComparer.Ordinal);

    /// <summary>Awaited before it answers whether it applies.</summary>
    public Func<Task> Consider { get; set; } = () => Task.CompletedTask;

    public string Name => name;

    public string Label => $"{char.ToUpperInvariant(name[0])}{name[1..]} of the test";

    public OrderStage DueFrom => dueFrom;

    public bool IsPerPackage => isPerPackage;

    public async Task<bool> AppliesToAsync(OrderOfStep order, CancellationToken cancellationToken)
    {
        await Consider();
        return order.TenantId.StartsWith("pk_0", StringComparison.Ordinal) && !Unwanted.Contains(order.OrderId);
    }
}
