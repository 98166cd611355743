using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Something that happened to a channel.</summary>
internal abstract class ChannelHappening(Channel channel) : ShopEvent
{
    public Channel? Channel => channel;

    internal override string Subject => channel.Id;
}

/// <summary>Something that happened to a warehouse.</summary>
internal abstract class WarehouseHappening(Warehouse warehouse) : ShopEvent
{
    public Warehouse? Warehouse => warehouse;

    internal override string Subject => warehouse.Id;
}

/// <summary>Orders that an app brought in.</summary>
[Implements(typeof(IShopEvent))]
internal sealed class OrderBulkCreated(IReadOnlyList<Order> orders) : ShopEvent
{
    public IReadOnlyList<Order>? Orders => orders;

    internal override string Subject => orders[0].Id;
}

[Implements(typeof(IShopEvent))]
internal sealed class ChannelCreated(Channel channel) : ChannelHappening(channel);

[Implements(typeof(IShopEvent))]
internal sealed class ChannelUpdated(Channel channel) : ChannelHappening(channel);

[Implements(typeof(IShopEvent))]
internal sealed class ChannelDeleted(Channel channel) : ChannelHappening(channel);

[Implements(typeof(IShopEvent))]
internal sealed class ChannelStatusChanged(Channel channel) : ChannelHappening(channel);

[Implements(typeof(IShopEvent))]
internal sealed class WarehouseCreated(Warehouse warehouse) : WarehouseHappening(warehouse);

[Implements(typeof(IShopEvent))]
internal sealed class WarehouseUpdated(Warehouse warehouse) : WarehouseHappening(warehouse);

[Implements(typeof(IShopEvent))]
internal sealed class WarehouseDeleted(Warehouse warehouse) : WarehouseHappening(warehouse);

[Implements(typeof(IShopEvent))]
internal sealed class WarehouseMetadataUpdated(Warehouse warehouse) : WarehouseHappening(warehouse);
