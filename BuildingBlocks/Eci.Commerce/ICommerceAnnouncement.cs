namespace Eci.Commerce;

/// <summary>
/// Tells the hub what a unit of work stores in the canonical model: the messages commit with it. Whoever writes such rows calls it once per
/// row that is new or changed.
/// </summary>
public interface ICommerceAnnouncement
{
    /// <summary>An order, its lines, payments or addresses were added or changed.</summary>
    Task OrderStoredAsync(Order order, bool created, CancellationToken cancellationToken);

    /// <summary>A product, one of its variants, prices or listings was added or changed.</summary>
    Task ProductStoredAsync(Product product, CancellationToken cancellationToken);

    /// <summary>Stock of a variant changed.</summary>
    Task StockChangedAsync(ProductVariant variant, CancellationToken cancellationToken);
}
