using Eci.Modules.Orders.Contracts;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using MassTransit;

namespace Eci.Modules.Saleor.Stock;

/// <summary>Asks the shops that want it to be told of stock.</summary>
internal sealed class StockChangedConsumer(ISyncRequests requests) : IConsumer<StockChanged>
{
    public Task Consume(ConsumeContext<StockChanged> context) =>
        requests.PushToAllAsync(typeof(SaleorApp), SyncEntities.Stock, context.Message.ProductVariantId, context.CancellationToken);
}
