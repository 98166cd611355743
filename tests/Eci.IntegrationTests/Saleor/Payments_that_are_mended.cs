using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

/// <summary>What could not be stored or booked is told, and told again once it could.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Payments_that_are_mended(DatabaseKind kind) : WorkingOrdersFixture(kind)
{
    private const string Step = "saleor-payment";

    private const string Renumber = "mutation ($id: ID!, $number: String!) { transactionUpdate(id: $id, transaction: { pspReference: $number }) { errors { code message } } }";

    [Test]
    public async Task Are_a_failed_step_and_record_until_their_number_is_their_own()
    {
        var number = $"psp-{NextNumber()}";
        await ReadAgainAsync(await PlacePaidAsync(number));
        var placed = await PlacePaidAsync(number);
        var order = await ReadAgainAsync(placed);
        var payment = (await InShopAsync(placed)).GetProperty("payments")[0].GetProperty("id").GetString()!;
        var key = Ids.Of(IdPrefix.Payment, payment);
        await StepStandsAsync(order, Step, key, "FAILED");
        Assert.That(await RecordAsync(SyncEntities.Payments, SyncDirection.Pull, payment), Has.Property("Status").EqualTo(SyncStatus.Failed).And.Property("Error").Not.Null);

        var answer = await Shop.QueryAsync(Renumber, new { id = payment, number = $"{number}-b" }, "orders-token");
        Assert.That(answer.GetProperty("data").GetProperty("transactionUpdate").GetProperty("errors").GetArrayLength(), Is.Zero);
        await Shop.PostAsync($"orders/{Number(placed)}/lines", new { lines = new[] { new { sku = order.LineItems[0].Sku, quantity = 2 } } });
        var mended = await ReadAgainAsync(placed);

        Assert.That(mended.Payments.Single().ReferenceNumber, Is.EqualTo($"{number}-b"));
        await StepStandsAsync(order, Step, key, "DONE");
        Assert.That(await RecordAsync(SyncEntities.Payments, SyncDirection.Pull, payment), Has.Property("Status").EqualTo(SyncStatus.Done).And.Property("Error").Null);
    }

    [Test]
    public async Task Are_done_at_once_when_staff_enter_a_transfer_that_the_shop_had_refused()
    {
        var sku = await AddProductAsync(price: 20);
        var placed = await Shop.PlaceOrderAsync(new { lines = new[] { new { sku, quantity = 1 } }, paid = false });
        var order = await ReadAgainAsync(placed);
        var payment = new Payment
        {
            Id = Ids.New(IdPrefix.Payment),
            TenantId = DemoTenant.Id,
            ReferenceNumber = $"bank-{NextNumber()}",
            OrderId = order.Id,
            Amount = order.TotalGross!.Value + 5,
            Currency = "EUR",
            Status = PaymentStatus.Paid,
        };
        await ChangeAsync(async db => await db.AddAsync(payment));
        await RequestAsync(SyncEntities.Payments, SyncDirection.Push, payment.Id);
        await PushStandsAsync(SyncEntities.Payments, payment.Id, SyncStatus.Failed);
        await StepStandsAsync(order, Step, payment.Id, "FAILED");

        await ChangeAsync(async db =>
        {
            (await db.Set<Payment>().SingleAsync(p => p.Id == payment.Id)).Amount = order.TotalGross!.Value;
            var push = await db.Set<SyncRecord>().SingleAsync(r => r.Key == payment.Id && r.Entity == SyncEntities.Payments);
            push.NextAttemptAt += TimeSpan.FromHours(1);
        });
        await Shop.PostAsync($"orders/{Number(placed)}/pay", new { pspReference = payment.ReferenceNumber });
        await ReadAgainAsync(placed);
        await PushStandsAsync(SyncEntities.Payments, payment.Id, SyncStatus.Done);
        await StepStandsAsync(order, Step, payment.Id, "DONE");
    }

    [Test]
    public async Task That_the_customers_bank_took_back_went_back()
    {
        var placed = await PlacePaidAsync($"psp-{NextNumber()}");
        var paid = await ReadAgainAsync(placed);
        await Shop.PostAsync($"orders/{Number(placed)}/chargeback", new { });
        var payment = (await ReadAgainAsync(placed)).Payments.Single();

        Assert.That((payment.Status, payment.Amount, payment.RefundedAmount), Is.EqualTo((PaymentStatus.Refunded, paid.TotalGross!.Value, paid.TotalGross!.Value)));
        Assert.That((await OrderAsync(placed)).PaymentStatus, Is.EqualTo(OrderPaymentStatus.FullyRefunded));
    }

    private async Task<JsonElement> PlacePaidAsync(string number) =>
        await Shop.PlaceOrderAsync(new { lines = new[] { new { sku = await AddProductAsync(), quantity = 1 } }, gateway = "transactions", pspReference = number });
}
