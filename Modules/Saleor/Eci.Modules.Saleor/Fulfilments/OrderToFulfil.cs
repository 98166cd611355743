using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Orders;

namespace Eci.Modules.Saleor.Fulfilments;

/// <summary>Answer of <c>OrderToFulfil</c>.</summary>
internal sealed record OrderToFulfilAnswer(OrderToFulfil? Order);

/// <summary>What is left of an order to fulfil, and what was fulfilled.</summary>
internal sealed record OrderToFulfil(
    string Id, string? Status, IReadOnlyList<LineToFulfil>? Lines, IReadOnlyList<SaleorFulfilment>? Fulfillments);

/// <summary>A line and what is left of it.</summary>
internal sealed record LineToFulfil
{
    public required string Id { get; init; }

    public string? ProductSku { get; init; }

    public string? Metafield { get; init; }

    public SaleorLineSku? Variant { get; init; }

    public int QuantityToFulfill { get; init; }

    /// <summary>False for what is sent by mail or not at all.</summary>
    public bool? IsShippingRequired { get; init; }

    public IReadOnlyList<SaleorAllocation>? Allocations { get; init; }

    public string? Sku => SaleorText.OrNull(Variant?.Sku) ?? SaleorText.OrNull(Metafield) ?? SaleorText.OrNull(ProductSku);
}

internal sealed record SaleorLineSku(string? Sku);

/// <summary>Answer of <c>FulfilOrder</c>.</summary>
internal sealed record FulfilOrderAnswer(FulfilOrderResult? OrderFulfill);

internal sealed record FulfilOrderResult(IReadOnlyList<SaleorMade>? Fulfillments, IReadOnlyList<SaleorError>? Errors);

/// <summary>Answer of <c>UpdateTracking</c>.</summary>
internal sealed record UpdateTrackingAnswer(SaleorDone? OrderFulfillmentUpdateTracking);

/// <summary>Answer of <c>UpdateFulfilmentMetadata</c>.</summary>
internal sealed record UpdateMetadataAnswer(SaleorDone? UpdateMetadata);

internal sealed record SaleorMade(string Id);

internal sealed record SaleorDone(IReadOnlyList<SaleorError>? Errors);
