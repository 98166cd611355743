using Eci.Commerce;
using Eci.Commerce.Statuses;
using Eci.Modules.Orders.Contracts;
using Eci.Vocabulary;
using MassTransit;

namespace Eci.Modules.Orders;

internal sealed class CommerceAnnouncement(IPublishEndpoint publish) : ICommerceAnnouncement
{
    public Task OrderStoredAsync(Order order, bool created, CancellationToken cancellationToken) =>
        publish.Publish(new OrderStored(order.TenantId, order.Id, order.Origin, created), cancellationToken);

    public Task PackageAddedAsync(Package package, CancellationToken cancellationToken) =>
        package.OrderId is { } orderId ? publish.Publish(new OrderPackagesChanged(package.TenantId, orderId), cancellationToken) : Task.CompletedTask;

    public Task PackageMovedAsync(Package package, PackageState from, CancellationToken cancellationToken) =>
        ShipmentRules.ProgressOf(package.State) > ShipmentRules.ProgressOf(from) ? PackageAddedAsync(package, cancellationToken) : Task.CompletedTask;

    public Task ProductStoredAsync(Product product, CancellationToken cancellationToken) =>
        publish.Publish(new ProductStored(product.TenantId, product.Id), cancellationToken);

    public Task StockChangedAsync(ProductVariant variant, CancellationToken cancellationToken) =>
        publish.Publish(new StockChanged(variant.TenantId, variant.Id), cancellationToken);
}
