using System.Text.Json;
using Eci.Commerce;
using Eci.IntegrationTests.CanonicalModel;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Orders.Data;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Orders;

/// <summary>Orders that are followed.</summary>
internal abstract class OrdersFixture(DatabaseKind kind) : CommerceFixture(kind)
{
    protected static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    protected static OrderStored Stored(Shop shop) => new(shop.TenantId, shop.Order.Id, Order.OriginApi, Created: true);

    /// <summary>What is told of a package that was added to the order.</summary>
    protected static OrderPackagesChanged Added(Shop shop) => new(shop.TenantId, shop.Order.Id);

    protected static OrderStepReported Report(Shop shop, string step, OrderStepState state, double hour, string? key = null, string? detail = null) =>
        new(shop.TenantId, shop.Order.Id, step, key, state, Morning.AddHours(hour), detail);

    protected Task<Order> OrderAsync(Shop shop) => Host.QueryAsync(db => db.Set<Order>().AsNoTracking().SingleAsync(o => o.Id == shop.Order.Id));

    /// <summary>Name, key, state and whether it is overdue, in the order of names.</summary>
    protected async Task<List<string>> StepsAsync(Shop shop)
    {
        var steps = await Host.QueryAsync(db => db.Set<OrderStep>().AsNoTracking().Where(s => s.OrderId == shop.Order.Id).OrderBy(s => s.Name).ThenBy(s => s.Key).ToListAsync());
        return steps.ConvertAll(s => $"{s.Name}{(s.IsOfWholeOrder ? string.Empty : "/" + s.Key)} {WireName.Of(s.State)}{(s.OverdueSince is null ? string.Empty : " overdue")}");
    }

    /// <summary>The stages that were published for the shop's orders, in their order.</summary>
    protected async Task<string> StagesAsync(Shop shop)
    {
        var bodies = await Host.QueryAsync(db => db.Database.SqlQuery<string>(
            $"SELECT body AS \"Value\" FROM messaging_message WHERE topic = 'commerce.order.stage.reached' AND tenant_id = {shop.TenantId} ORDER BY created_at, id").ToListAsync());
        var stages = bodies.Select(body => JsonDocument.Parse(body).RootElement.GetProperty("message").GetProperty("stage").GetString()!);
        return string.Join(' ', stages.OrderBy(stage => WireName.Parse<OrderStage>(stage)));
    }

    protected Task StoreLineAsync(Shop shop, string sku, decimal quantity) => StoreAsync(db => db.Add(new OrderLineItem
    {
        Id = $"li_{sku}_{shop.Order.Id}",
        TenantId = shop.TenantId,
        OrderId = shop.Order.Id,
        LineKey = sku,
        Sku = sku,
        Position = 1,
        Quantity = quantity,
    }));

    protected Task ChangeOrderAsync(Shop shop, Action<Order> change) => Host.QueryAsync(async db =>
    {
        change(await db.Set<Order>().SingleAsync(o => o.Id == shop.Order.Id));
        return await db.SaveChangesAsync();
    });

    protected Task DeliverAsync(Shop shop) => TellInTurnAsync(shop.Scan(PackageState.InTransit, 8), shop.Scan(PackageState.Delivered, 9));

    protected static void AssertState(Order order, OrderStage stage, OrderStatus status, OrderShipmentStatus shipment) =>
        Assert.That((order.Stage, order.Status, order.ShipmentStatus), Is.EqualTo((stage, status, shipment)));
}
