using Eci.Vocabulary;

namespace Eci.Commerce;

/// <summary>
/// Tells the hub what a unit of work stores in the canonical model: the messages commit with it. Whoever writes such rows calls it once per
/// row that is new or changed.
/// </summary>
public interface ICommerceAnnouncement
{
    /// <summary>An order, its lines, payments or addresses were added or changed.</summary>
    Task OrderStoredAsync(Order order, bool created, CancellationToken cancellationToken);

    /// <summary>A package is new. Tells nothing when it belongs to no order; an order that gets it later is announced itself.</summary>
    Task PackageAddedAsync(Package package, CancellationToken cancellationToken);

    /// <summary>A package moved. Tells nothing when it belongs to no order, or its order is no further by it: a scan under way.</summary>
    /// <param name="package">With the state it has now.</param>
    /// <param name="from">The state it left.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task PackageMovedAsync(Package package, PackageState from, CancellationToken cancellationToken);

    /// <summary>A product, one of its variants, prices or listings was added or changed.</summary>
    Task ProductStoredAsync(Product product, CancellationToken cancellationToken);

    /// <summary>Stock of a variant changed.</summary>
    Task StockChangedAsync(ProductVariant variant, CancellationToken cancellationToken);
}
