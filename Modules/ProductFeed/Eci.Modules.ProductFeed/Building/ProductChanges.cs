using Eci.Modules.Orders.Contracts;
using Eci.Modules.ProductFeed.Data;
using Eci.Persistence;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.ProductFeed.Building;

/// <summary>Notes that a product changed.</summary>
internal sealed class ProductStoredConsumer(FeedMarks marks) : IConsumer<ProductStored>
{
    public Task Consume(ConsumeContext<ProductStored> context) => marks.ProductsChangedAsync(context.CancellationToken);
}

/// <summary>Notes that stock changed.</summary>
internal sealed class StockChangedConsumer(FeedMarks marks) : IConsumer<StockChanged>
{
    public Task Consume(ConsumeContext<StockChanged> context) => marks.ProductsChangedAsync(context.CancellationToken);
}

/// <summary>Marks the feeds of the tenant as out of date. The first change does; those that follow before the next build find it done.</summary>
internal sealed class FeedMarks(EciDbContext database, TimeProvider time)
{
    public async Task ProductsChangedAsync(CancellationToken cancellationToken)
    {
        foreach (var state in await database.Set<ProductFeedState>().Where(s => s.DirtySince == null).ToListAsync(cancellationToken))
            state.DirtySince = time.GetUtcNow();
    }
}
