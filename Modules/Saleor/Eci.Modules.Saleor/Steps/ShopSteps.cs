using Eci.Modules.Orders.Contracts;
using Eci.Modules.Saleor.Connection;
using Eci.Vocabulary;

namespace Eci.Modules.Saleor.Steps;

/// <summary>Every package of a shop's order becomes a fulfilment there.</summary>
internal sealed class FulfilmentStep : IOrderStep
{
    public string Name => OrderSteps.Fulfilment;

    public string Label => "Fulfilment in Saleor";

    public OrderStage DueFrom => OrderStage.Packed;

    public bool IsPerPackage => true;

    public Task<bool> AppliesToAsync(OrderOfStep order, CancellationToken cancellationToken) => Task.FromResult(order.Origin == SaleorApp.Kind);
}

/// <summary>A shop's order that was called off is called off there.</summary>
internal sealed class CancellationStep : IOrderStep
{
    public string Name => OrderSteps.Cancellation;

    public string Label => "Cancellation in Saleor";

    public OrderStage DueFrom => OrderStage.Canceled;

    public Task<bool> AppliesToAsync(OrderOfStep order, CancellationToken cancellationToken) => Task.FromResult(order.Origin == SaleorApp.Kind);
}
