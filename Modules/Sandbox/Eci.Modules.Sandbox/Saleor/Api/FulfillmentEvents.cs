using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Something that happened to a fulfilment.</summary>
internal abstract class FulfillmentHappening(Fulfillment fulfillment) : ShopEvent
{
    public Fulfillment? Fulfillment => fulfillment;

    public Order? Order => fulfillment.Order;

    internal override Channel? In => fulfillment.Order.Channel;

    internal override string Subject => fulfillment.Id;
}

[Implements(typeof(IShopEvent))]
internal sealed class FulfillmentCreated(Fulfillment fulfillment) : FulfillmentHappening(fulfillment);

[Implements(typeof(IShopEvent))]
internal sealed class FulfillmentCanceled(Fulfillment fulfillment) : FulfillmentHappening(fulfillment);

[Implements(typeof(IShopEvent))]
internal sealed class FulfillmentApproved(Fulfillment fulfillment) : FulfillmentHappening(fulfillment);

[Implements(typeof(IShopEvent))]
internal sealed class FulfillmentTrackingNumberUpdated(Fulfillment fulfillment) : FulfillmentHappening(fulfillment);

[Implements(typeof(IShopEvent))]
internal sealed class FulfillmentMetadataUpdated(Fulfillment fulfillment) : FulfillmentHappening(fulfillment);
