using System.Collections.Concurrent;
using Eci.Commerce;
using Eci.Vocabulary;

namespace Eci.IntegrationTests.Saleor.Support;

/// <summary>What the hub would be told, instead of telling it.</summary>
internal sealed class RecordedAnnouncements : ICommerceAnnouncement
{
    public ConcurrentQueue<string> Products { get; } = new();

    public ConcurrentQueue<string> Stock { get; } = new();

    public void Clear()
    {
        Products.Clear();
        Stock.Clear();
    }

    public Task OrderStoredAsync(Order order, bool created, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task PackageAddedAsync(Package package, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task PackageMovedAsync(Package package, PackageState from, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ProductStoredAsync(Product product, CancellationToken cancellationToken)
    {
        Products.Enqueue(product.Id);
        return Task.CompletedTask;
    }

    public Task StockChangedAsync(ProductVariant variant, CancellationToken cancellationToken)
    {
        Stock.Enqueue(variant.Sku);
        return Task.CompletedTask;
    }
}
