using Eci.IntegrationTests.Tracking;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.IntegrationTests.Orders;

/// <summary>A worker alone: nothing else has statements.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class What_moves_of_packages_cost(DatabaseKind kind) : OrdersFixture(kind)
{
    [Test]
    public async Task Is_nothing_more_for_a_package_without_order()
    {
        var shop = await AddShopAsync(s => s.Package.OrderId = null);
        await TellAsync(shop.Scan(PackageState.InTransit, 7));
        var under = await CostAsync(shop, PackageState.OutForDelivery, 8);
        var arrived = await CostAsync(shop, PackageState.Delivered, 9);
        Assert.That(arrived, Is.EqualTo(under));
        Assert.That(await MessagesAsync(shop, "commerce.order.packages.changed"), Is.Zero);
    }

    [Test]
    public async Task Is_nothing_more_for_a_move_by_which_the_order_is_no_further()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop), shop.Scan(PackageState.InTransit, 7));
        var told = await MessagesAsync(shop, "commerce.order.packages.changed");
        await TellAsync(shop.Scan(PackageState.OutForDelivery, 8), shop.Scan(PackageState.FailedAttempt, 9), shop.Scan(PackageState.OutForDelivery, 10));
        Assert.That(await MessagesAsync(shop, "commerce.order.packages.changed"), Is.EqualTo(told).And.EqualTo(1));
    }

    [Test]
    public async Task Is_one_unit_of_work_for_an_order_that_goes_on()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop), shop.Scan(PackageState.InTransit, 7));
        var under = await CostAsync(shop, PackageState.OutForDelivery, 8);
        var arrived = await CostAsync(shop, PackageState.Delivered, 9);
        Assert.That(arrived.Messages - under.Messages, Is.EqualTo(3), "The order's packages changed, it is DELIVERED, it is DONE.");
        Assert.That(arrived.Statements - under.Statements, Is.LessThanOrEqualTo(13), "It reads the saga, the order, packages and steps, and writes nine rows.");
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Settings["Eci:Roles"] = "worker,migrate";
    }

    private async Task<(int Statements, long Messages)> CostAsync(Shop shop, PackageState state, double hour)
    {
        var (statements, messages) = (Statements.Count, await MessagesAsync(shop));
        await TellAsync(shop.Scan(state, hour));
        return (Statements.Count - statements, await MessagesAsync(shop) - messages);
    }

    private Task<long> MessagesAsync(Shop shop) => Host.ScalarAsync($"SELECT count(*) FROM messaging_message WHERE tenant_id = '{shop.TenantId}'");
}
