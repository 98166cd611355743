using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Something that happened to an order.</summary>
internal abstract class OrderHappening(Order order) : ShopEvent
{
    public Order? Order => order;

    internal override Channel? In => order.Channel;

    internal override string Subject => order.Id;
}

[Implements(typeof(IShopEvent))]
internal sealed class OrderCreated(Order order) : OrderHappening(order);

[Implements(typeof(IShopEvent))]
internal sealed class OrderUpdated(Order order) : OrderHappening(order);

[Implements(typeof(IShopEvent))]
internal sealed class OrderConfirmed(Order order) : OrderHappening(order);

[Implements(typeof(IShopEvent))]
internal sealed class OrderPaid(Order order) : OrderHappening(order);

[Implements(typeof(IShopEvent))]
internal sealed class OrderFullyPaid(Order order) : OrderHappening(order);

[Implements(typeof(IShopEvent))]
internal sealed class OrderRefunded(Order order) : OrderHappening(order);

[Implements(typeof(IShopEvent))]
internal sealed class OrderFullyRefunded(Order order) : OrderHappening(order);

[Implements(typeof(IShopEvent))]
internal sealed class OrderFulfilled(Order order) : OrderHappening(order);

[Implements(typeof(IShopEvent))]
internal sealed class OrderCancelled(Order order) : OrderHappening(order);

[Implements(typeof(IShopEvent))]
internal sealed class OrderExpired(Order order) : OrderHappening(order);

[Implements(typeof(IShopEvent))]
internal sealed class OrderMetadataUpdated(Order order) : OrderHappening(order);
