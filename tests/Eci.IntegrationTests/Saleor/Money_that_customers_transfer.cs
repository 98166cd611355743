using System.Text.Json;
using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

/// <summary>Payment in advance from the checkout to the refund: the shop asks the hub's app while it acts, and the hub learns of it by events.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Money_that_customers_transfer(DatabaseKind kind) : WholeHubFixture(kind)
{
    private const string Staff = "token-of-staff";

    private ConnectedShop _shop = null!;

    [SetUp]
    public async Task OfferAsync()
    {
        _shop = await ConnectAsync();
        await InstallAsync(_shop.Tenant, _shop.Server, "PREPAYMENT");
        await _shop.Server.AddAppAsync(Staff);
    }

    [Test]
    public async Task Is_awaited_taken_and_given_back_by_the_shop()
    {
        var (id, total) = await PlaceAsync();
        var order = (await OrderAsync(_shop, id))!;
        Assert.That((order.PaymentStatus, order.Payments.Count), Is.EqualTo((OrderPaymentStatus.Unpaid, 0)), "Nothing was transferred yet.");

        await MutateAsync("orderCapture", id, 1);
        await BecomesAsync(id, OrderPaymentStatus.PartiallyPaid);
        await MutateAsync("orderCapture", id, total - 1);
        order = await BecomesAsync(id, OrderPaymentStatus.FullyPaid);
        Assert.That(order.Payments.Select(p => p.Amount), Is.EquivalentTo(new[] { 1, total - 1 }));
        Assert.That(order.Payments.Select(p => p.PaymentMethod!.Gateway), Is.All.EqualTo(PaymentGateway.BankTransfer));
        Assert.That(order.Payments.Select(p => p.ReferenceNumber), Is.Unique, "Each transfer has a number of its own.");

        await MutateAsync("orderRefund", id, 2);
        await BecomesAsync(id, OrderPaymentStatus.PartiallyRefunded);
        await MutateAsync("orderRefund", id, total - 2);
        order = await BecomesAsync(id, OrderPaymentStatus.FullyRefunded);
        Assert.That(order.Payments.Sum(p => p.RefundedAmount), Is.EqualTo(total));
    }

    [Test]
    public async Task Is_awaited_no_longer_once_the_shop_lets_it_go()
    {
        var (id, _) = await PlaceAsync();
        var answer = await _shop.Server.QueryAsync("mutation ($id: ID!) { orderVoid(id: $id) { errors { code message } order { payments { isActive } } } }", new { id }, Staff);
        var result = answer.GetProperty("data").GetProperty("orderVoid");
        Assert.That(result.GetProperty("errors").GetArrayLength(), Is.Zero, result.ToString());
        Assert.That(result.GetProperty("order").GetProperty("payments")[0].GetProperty("isActive").GetBoolean(), Is.False);
        await SettledAsync();
        Assert.That((await OrderAsync(_shop, id))!.PaymentStatus, Is.EqualTo(OrderPaymentStatus.Unpaid));
    }

    [Test]
    public async Task Is_counted_once_when_the_hub_hears_of_it_first()
    {
        var (id, total) = await PlaceAsync();
        var order = (await OrderAsync(_shop, id))!;
        var referenceNumber = $"bank-{NextNumber()}";
        await ChangeAsync("recordPayment", "RecordPaymentInput", "referenceNumber", _shop.Tenant.Key, new
        {
            orderNumber = order.OrderNumber,
            referenceNumber,
            amount = total,
            currency = order.Currency,
            gateway = "BANK_TRANSFER",
            method = "BANK_TRANSFER",
        });
        await Eventually.Async(async () => (await InShopAsync(id)).GetProperty("charged").GetDecimal() == total, Deadline, "that the shop knows of the transfer");
        await SettledAsync();
        order = await BecomesAsync(id, OrderPaymentStatus.FullyPaid);
        Assert.That(order.Payments.Select(p => p.ReferenceNumber), Is.EqualTo(new[] { referenceNumber }), "It does not come back as another one.");

        await AnswerAsync(
            "mutation ($n: ID!, $a: Decimal!) { recordRefund(referenceNumber: $n, amount: $a) { status } }", _shop.Tenant.Key, new { n = referenceNumber, a = 3 });
        await Eventually.Async(
            async () => (await InShopAsync(id)).GetProperty("payments")[0].GetProperty("refunded").GetDecimal() == 3, Deadline, "that the shop knows of the refund");
        await SettledAsync();
        Assert.That((await InShopAsync(id)).GetProperty("payments")[0].GetProperty("refunded").GetDecimal(), Is.EqualTo(3), "It is told once.");
        Assert.That((await BecomesAsync(id, OrderPaymentStatus.PartiallyRefunded)).Payments.Single().RefundedAmount, Is.EqualTo(3));
    }

    private async Task<(string Id, decimal Total)> PlaceAsync()
    {
        var placed = await _shop.Server.PlaceOrderAsync(new { gateway = "prepayment" });
        var id = placed.GetProperty("id").GetString()!;
        await ArrivesAsync(_shop, id);
        return (id, placed.GetProperty("total").GetDecimal());
    }

    private async Task MutateAsync(string mutation, string id, decimal amount)
    {
        var answer = await _shop.Server.QueryAsync(
            $"mutation ($id: ID!, $amount: PositiveDecimal!) {{ {mutation}(id: $id, amount: $amount) {{ errors {{ code message }} }} }}", new { id, amount }, Staff);
        Assert.That(answer.GetProperty("data").GetProperty(mutation).GetProperty("errors").GetArrayLength(), Is.Zero, answer.ToString());
    }

    private async Task<Order> BecomesAsync(string id, OrderPaymentStatus status)
    {
        await Eventually.Async(async () => (await OrderAsync(_shop, id))!.PaymentStatus == status, Deadline, $"that the order is {status}");
        return (await OrderAsync(_shop, id))!;
    }

    private async Task<JsonElement> InShopAsync(string id)
    {
        var number = (await OrderAsync(_shop, id))!.OrderNumber.Split('-')[^1];
        return await _shop.Server.OrderAsync(number);
    }

    /// <summary>Waits until the shop has sent its events and the hub has done what they ask for.</summary>
    private async Task SettledAsync()
    {
        await Eventually.Async(async () => (await DeliveriesAsync(_shop)).TrueForAll(d => d.EndsWith(" 200", StringComparison.Ordinal)), Deadline, "that all events are delivered");
        await SettleAsync();
    }
}
