using Eci.Commerce;
using Eci.Modules.Orders.Contracts;
using MassTransit;

namespace Eci.Modules.Orders;

internal sealed class CommerceAnnouncement(IPublishEndpoint publish) : ICommerceAnnouncement
{
    public Task OrderStoredAsync(Order order, bool created, CancellationToken cancellationToken) =>
        publish.Publish(new OrderStored(order.TenantId, order.Id, order.Origin, created), cancellationToken);

    public Task ProductStoredAsync(Product product, CancellationToken cancellationToken) =>
        publish.Publish(new ProductStored(product.TenantId, product.Id), cancellationToken);

    public Task StockChangedAsync(ProductVariant variant, CancellationToken cancellationToken) =>
        publish.Publish(new StockChanged(variant.TenantId, variant.Id), cancellationToken);
}
