using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Orders;
using Eci.Modules.Saleor.Payments;
using Eci.Sync;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Money_of_a_shop(DatabaseKind kind) : OrdersFixture(kind)
{
    [Test]
    public async Task That_came_elsewhere_is_booked_once_also_when_the_answer_is_lost()
    {
        var (placed, row) = await PlaceUnpaidAsync();
        var payment = await AddPaymentAsync(row, row.TotalGross!.Value);
        await Shop.PostAsync("control/failures", new { kind = "lost-answer", operation = "transactionCreate" });

        Assert.That(() => PushAsync<PaymentPush>(payment.Id), Throws.InstanceOf<SystemUnavailableException>());
        Assert.That(await PushAsync<PaymentPush>(payment.Id), Is.InstanceOf<PushResult.Done>());
        Assert.That(await PushAsync<PaymentPush>(payment.Id), Is.InstanceOf<PushResult.Unchanged>());
        var booked = (await PaymentsAsync(placed)).Single();
        Assert.That((booked.GetProperty("pspReference").GetString(), booked.GetProperty("captured").GetDecimal()), Is.EqualTo((payment.ReferenceNumber, payment.Amount)));

        await PullAsync<OrderPull>(Id(placed));
        var after = await OrderAsync(placed);
        Assert.That(after.Payments.Select(p => p.Id), Is.EqualTo(new[] { payment.Id }), "it does not come back as another one");
        Assert.That(after.PaymentStatus, Is.EqualTo(OrderPaymentStatus.FullyPaid));
    }

    [Test]
    public async Task That_the_shop_has_is_not_booked_again()
    {
        var (placed, row) = await PlaceAsync();

        Assert.That(await PushAsync<PaymentPush>(row.Payments.Single().Id), Is.InstanceOf<PushResult.Unchanged>());
        Assert.That(await PaymentsAsync(placed), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Beyond_the_total_is_refused()
    {
        var (_, row) = await PlaceAsync();
        var payment = await AddPaymentAsync(row, 1);

        Assert.That(() => PushAsync<PaymentPush>(payment.Id), Throws.InstanceOf<RecordRefusedException>().With.Property("Code").EqualTo(PaymentPush.PaidAlready));
    }

    [Test]
    public async Task That_went_back_in_the_shop_went_back_in_the_hub()
    {
        var (placed, row) = await PlaceAsync();
        await Shop.PostAsync($"orders/{Number(placed)}/refund", new { amount = 4 });
        await PullAsync<OrderPull>(Id(placed));
        var after = await OrderAsync(placed);

        Assert.That((after.PaymentStatus, after.Payments.Single().Status, after.Payments[0].RefundedAmount, after.Payments[0].Id), Is.EqualTo(
            (OrderPaymentStatus.PartiallyRefunded, PaymentStatus.PartiallyRefunded, 4m, row.Payments[0].Id)));
        Assert.That(await PushAsync<RefundPush>(row.Payments[0].Id), Is.InstanceOf<PushResult.Done>().With.Property("ExternalId").Null);
        Assert.That((await PaymentsAsync(placed)).Single().GetProperty("refunded").GetDecimal(), Is.EqualTo(4), "it is not sent back again");
    }

    [Test]
    public async Task That_went_back_in_the_hub_is_told_once_where_that_moves_none()
    {
        var (placed, row) = await PlaceUnpaidAsync();
        var payment = await AddPaymentAsync(row, row.TotalGross!.Value);
        await PushAsync<PaymentPush>(payment.Id);
        await RefundAsync(payment, 3);
        await Shop.PostAsync("control/failures", new { kind = "lost-answer", operation = "transactionEventReport" });

        Assert.That(() => PushAsync<RefundPush>(payment.Id), Throws.InstanceOf<SystemUnavailableException>());
        Assert.That(await PushAsync<RefundPush>(payment.Id), Is.InstanceOf<PushResult.Done>());
        Assert.That((await PaymentsAsync(placed)).Single().GetProperty("refunded").GetDecimal(), Is.EqualTo(3));
    }

    [Test]
    public async Task Is_never_sent_back_by_a_gateway()
    {
        var (placed, row) = await PlaceAsync();
        await RefundAsync(row.Payments.Single(), 3);

        Assert.That(await PushAsync<RefundPush>(row.Payments[0].Id), Is.InstanceOf<PushResult.NotWanted>());
        Assert.That((await PaymentsAsync(placed)).Single().GetProperty("refunded").GetDecimal(), Is.Zero);
    }

    [Test]
    public async Task With_the_number_of_another_orders_payment_does_not_stop_the_order()
    {
        var number = $"psp-{NextNumber()}";
        var (_, first) = await PlaceAsync(new { lines = new[] { new { sku = await AddProductAsync(), quantity = 1 } }, pspReference = number });
        var (_, second) = await PlaceAsync(new { lines = new[] { new { sku = await AddProductAsync(), quantity = 1 } }, pspReference = number });

        Assert.That(first.Payments.Select(p => p.ReferenceNumber), Is.EqualTo(new[] { number }));
        Assert.That(second.Payments, Is.Empty);
        var reports = await Host.QueryAsync(db => db.Database.SqlQuery<string>(
            $"SELECT body AS \"Value\" FROM messaging_message WHERE topic = 'commerce.order.step.reported'").ToListAsync());
        Assert.That(reports, Has.Some.Contains("Another order of the hub has a payment with the same number.").And.Some.Contains(second.Id));
    }

    private async Task<(JsonElement Placed, Order Row)> PlaceUnpaidAsync() =>
        await PlaceAsync(new { lines = new[] { new { sku = await AddProductAsync(), quantity = 2 } }, paid = false });

    private async Task<List<JsonElement>> PaymentsAsync(JsonElement placed) => [.. (await InShopAsync(placed)).GetProperty("payments").EnumerateArray()];

    private async Task<Payment> AddPaymentAsync(Order order, decimal amount)
    {
        var payment = new Payment
        {
            Id = Ids.New(IdPrefix.Payment),
            TenantId = DemoTenant.Id,
            ReferenceNumber = $"bank-{NextNumber()}",
            OrderId = order.Id,
            Amount = amount,
            Currency = order.Currency!,
            Status = PaymentStatus.Paid,
        };
        await ChangeAsync(async db => await db.AddAsync(payment));
        return payment;
    }

    private Task RefundAsync(Payment payment, decimal amount) => ChangeAsync(async db =>
    {
        var row = await db.Set<Payment>().SingleAsync(p => p.Id == payment.Id);
        (row.RefundedAmount, row.Status) = (amount, PaymentStatus.PartiallyRefunded);
    });
}
