using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Orders;
using Eci.Sync;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Orders_of_a_shop(DatabaseKind kind) : OrdersFixture(kind)
{
    [Test]
    public async Task Are_the_same_in_the_hub()
    {
        var (placed, row) = await PlaceAsync(new
        {
            lines = new[] { new { sku = await AddProductAsync(12.5m), quantity = 2 }, new { sku = await AddProductAsync(3), quantity = 1 } },
            email = "Grete.Hub@Example.com",
            firstName = "Grete",
            lastName = "Hub",
            company = "Hub & Söhne",
            street = "Ring 1",
            postalCode = "1010",
            city = "Wien",
            country = "AT",
            language = "DE_AT",
            pspReference = $"psp-{NextNumber()}",
            metadata = new Dictionary<string, string> { ["deliveryNotes"] = "Ring twice", ["gift"] = "yes" },
        });
        var view = await InShopAsync(placed);
        Assert.Multiple(() =>
        {
            Assert.That((row.Origin, row.ReferenceNumber, row.Currency, row.Language), Is.EqualTo(("saleor", Id(placed), view.GetProperty("currency").GetString(), "de")));
            Assert.That(row.TotalGross, Is.EqualTo(view.GetProperty("total").GetDecimal()));
            Assert.That((row.Status, row.PaymentStatus), Is.EqualTo((OrderStatus.Confirmed, OrderPaymentStatus.FullyPaid)));
            Assert.That(row.LineItems.OrderBy(l => l.Position).Select(l => (l.Sku, l.Quantity, l.TotalGross)), Is.EqualTo(
                view.GetProperty("lines").EnumerateArray().Select(l => (l.GetProperty("sku").GetString(), l.GetProperty("quantity").GetDecimal(), (decimal?)l.GetProperty("total").GetDecimal()))));
            Assert.That(row.LineItems, Has.All.Matches<OrderLineItem>(l => l is { ProductVariantId: not null, TaxId: not null, TaxRate: > 0, TotalNet: > 0 }));
            Assert.That(row.LineItems.Sum(l => l.TotalGross) + row.ShippingGross, Is.EqualTo(row.TotalGross));
            Assert.That(row.ShippingTaxRate, Is.EqualTo(row.LineItems.Max(l => l.TaxRate)));
            Assert.That((row.MainContact!.Email, row.FirstName, row.LastName), Is.EqualTo(("grete.hub@example.com", "Grete", "Hub")));
            Assert.That((row.ShippingAddress!.FullName, row.ShippingAddress.Company, row.ShippingAddress.City, row.ShippingAddress.CountryCode), Is.EqualTo(("Grete Hub", "Hub & Söhne", "Wien", "AT")));
            Assert.That(row.BillingAddressId, Is.EqualTo(row.ShippingAddressId));
            Assert.That((row.CustomerNote, row.Metadata.Single(m => m.Key == "gift").Value), Is.EqualTo(("Ring twice", "yes")));
            var payment = row.Payments.Single();
            Assert.That((payment.Status, payment.Amount, payment.PaymentMethod!.Gateway), Is.EqualTo((PaymentStatus.Paid, row.TotalGross!.Value, PaymentGateway.Braintree)));
        });
    }

    [Test]
    public async Task That_did_not_change_stay_as_they_are()
    {
        var (placed, before) = await PlaceAsync();
        await PullAsync<OrderPull>(Id(placed));
        var after = await OrderAsync(placed);

        Assert.That((after.Version, after.UpdatedAt), Is.EqualTo((before.Version, before.UpdatedAt)));
    }

    [Test]
    public async Task Do_not_go_back_when_an_older_answer_comes_late()
    {
        var (placed, row) = await PlaceAsync();
        var sku = row.LineItems.Single().Sku;
        await InPartAsync<OrderPull, int>(async (context, part) =>
        {
            var older = await part.ReadAsync(context, [Id(placed)], CancellationToken.None);
            await Shop.PostAsync($"orders/{Number(placed)}/lines", new { lines = new[] { new { sku, quantity = 5 } } });
            await PullAsync<OrderPull>(Id(placed));
            await StoreAsync(context, part, older);
            return 0;
        });

        Assert.That((await OrderAsync(placed)).LineItems.Single().Quantity, Is.EqualTo(5));
    }

    [Test]
    public async Task Keep_the_row_of_a_line_whose_quantity_changes()
    {
        var (placed, before) = await PlaceAsync();
        await Shop.PostAsync($"orders/{Number(placed)}/lines", new { lines = new[] { new { sku = before.LineItems[0].Sku, quantity = 7 } } });
        await PullAsync<OrderPull>(Id(placed));
        var after = await OrderAsync(placed);

        Assert.That((after.LineItems.Single().Id, after.LineItems[0].Quantity), Is.EqualTo((before.LineItems[0].Id, 7m)));
        Assert.That(after.TotalGross, Is.EqualTo((await InShopAsync(placed)).GetProperty("total").GetDecimal()));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Lose_a_line_that_is_gone_unless_it_is_in_a_package(bool isPacked)
    {
        var (placed, order) = await PlaceAsync();
        var gone = new OrderLineItem { Id = Ids.New(IdPrefix.OrderLineItem), TenantId = DemoTenant.Id, OrderId = order.Id, LineKey = "gone", Sku = "GONE", Quantity = 3 };
        await ChangeAsync(async db => await db.AddAsync(gone));
        if (isPacked)
        {
            var package = await AddPackageAsync(order, null, ("GONE", 3));
            await ChangeAsync(async db => (await db.Set<PackageLineItem>().SingleAsync(l => l.PackageId == package.Id)).OrderLineItemId = gone.Id);
        }

        await PullAsync<OrderPull>(Id(placed));
        var kept = (await OrderAsync(placed)).LineItems.Find(l => l.LineKey == "gone");

        Assert.That(kept?.Quantity, Is.EqualTo(isPacked ? 0m : null));
    }

    [Test]
    public async Task Wait_for_products_that_the_hub_does_not_have()
    {
        var sku = await AddProductAsync(isKnown: false);
        var placed = await Shop.PlaceOrderAsync(new { lines = new[] { new { sku, quantity = 1 } } });
        var outcome = (await PullAsync<OrderPull>(Id(placed))).Single();

        Assert.That(outcome, Is.InstanceOf<PullOutcome.Blocked>());
        Assert.That(((PullOutcome.Blocked)outcome!).Missing, Is.EqualTo(new SyncDependency(SyncEntities.Variants, sku)));
        Assert.That(((PullOutcome.Blocked)outcome).Fetch?.Entity, Is.EqualTo(SyncEntities.Products));
        Assert.That(await Host.QueryAsync(db => db.Set<Order>().AnyAsync(o => o.ReferenceNumber == Id(placed))), Is.False, "half an order is none");
    }

    [Test]
    public async Task Called_off_in_the_shop_are_called_off_in_the_hub()
    {
        var (placed, _) = await PlaceAsync(new { lines = new[] { new { sku = await AddProductAsync(), quantity = 1 } }, paid = false });
        await Shop.PostAsync($"orders/{Number(placed)}/cancel");
        await PullAsync<OrderPull>(Id(placed));

        Assert.That((await OrderAsync(placed)).Status, Is.EqualTo(OrderStatus.Canceled));
    }

    [Test]
    public async Task Called_off_in_the_hub_are_called_off_in_the_shop_once()
    {
        var (placed, row) = await PlaceAsync();
        Assert.That(await PushAsync<CancellationPush>(row.Id), Is.InstanceOf<PushResult.NotWanted>(), "nobody called it off yet");
        await ChangeAsync(async db => (await db.Set<Order>().SingleAsync(o => o.Id == row.Id)).Status = OrderStatus.Canceled);

        Assert.That(await PushAsync<CancellationPush>(row.Id), Is.InstanceOf<PushResult.Done>());
        Assert.That((await InShopAsync(placed)).GetProperty("status").GetString(), Is.EqualTo("CANCELED"));
        Assert.That(await PushAsync<CancellationPush>(row.Id), Is.InstanceOf<PushResult.Done>(), "it is called off there already");
    }

    [Test]
    public async Task That_left_already_are_not_called_off_in_the_shop()
    {
        var (placed, row) = await PlaceAsync();
        await Shop.PostAsync($"orders/{Number(placed)}/fulfil", new { });
        await ChangeAsync(async db => (await db.Set<Order>().SingleAsync(o => o.Id == row.Id)).Status = OrderStatus.Canceled);

        Assert.That(() => PushAsync<CancellationPush>(row.Id), Throws.InstanceOf<RecordRefusedException>().With.Property("Code").EqualTo(CancellationPush.TooLate));
    }

    [Test]
    public async Task Of_an_erased_person_are_not_filled_again()
    {
        var (placed, row) = await PlaceAsync(new
        {
            lines = new[] { new { sku = await AddProductAsync(), quantity = 1 } },
            email = "erase.me@example.com",
            firstName = "Erase",
            lastName = "Me",
            metadata = new Dictionary<string, string> { ["deliveryNotes"] = "My name is Me" },
        });
        await ChangeAsync(async db =>
        {
            var order = await db.Set<Order>().Include(o => o.MainContact).Include(o => o.Metadata).SingleAsync(o => o.Id == row.Id);
            (order.FirstName, order.LastName, order.CustomerNote, order.ShippingAddressId, order.BillingAddressId) = (null, null, null, null, null);
            order.MainContact!.Email = "x@erased.invalid";
            order.MainContact.ErasedAt = DateTimeOffset.UnixEpoch;
            db.RemoveRange(order.Metadata);
        });
        await Shop.PostAsync($"orders/{Number(placed)}/lines", new { lines = new[] { new { sku = row.LineItems[0].Sku, quantity = 3 } } });
        await PullAsync<OrderPull>(Id(placed));
        var after = await OrderAsync(placed);

        Assert.That(after.LineItems.Single().Quantity, Is.EqualTo(3), "the order itself goes on");
        Assert.That((after.FirstName, after.CustomerNote, after.ShippingAddressId, after.MainContactId), Is.EqualTo(((string?)null, (string?)null, (string?)null, row.MainContactId)));
        Assert.That(after.Metadata, Is.Empty);
        Assert.That(await Host.QueryAsync(db => db.Set<Contact>().AnyAsync(c => c.Email == "erase.me@example.com")), Is.False);
    }

    [Test]
    public async Task Of_two_shops_with_one_prefix_do_not_take_each_others_numbers()
    {
        var (placed, row) = await PlaceAsync();
        await ChangeAsync(async db => (await db.Set<Order>().SingleAsync(o => o.Id == row.Id)).ReferenceNumber = "T3JkZXI6OTk5OTk=");

        Assert.That((await PullAsync<OrderPull>(Id(placed))).Single(), Is.InstanceOf<PullOutcome.Failed>());
    }

    [Test]
    public async Task Need_as_many_statements_for_a_page_as_for_one()
    {
        var sku = await AddProductAsync(quantity: 1000);
        await PlaceAsync(new { lines = new[] { new { sku, quantity = 1 } }, email = "page@example.com" });
        var ids = new List<string>();
        for (var i = 0; i < 20; i++)
            ids.Add(Id(await Shop.PlaceOrderAsync(new { lines = new[] { new { sku, quantity = 1 } }, email = $"page{i}@example.com", pspReference = NextNumber() })));

        var one = await StatementsAsync(ids[0]);
        var many = await StatementsAsync([.. ids[1..]]);

        Assert.That(many, Is.EqualTo(one));
    }

    /// <summary>The least of a few times: the host itself asks its database now and then. Nothing is saved.</summary>
    private async Task<int> StatementsAsync(params string[] ids)
    {
        var counts = new List<int>();
        for (var i = 0; i < 5; i++)
            counts.Add(await CountAsync(ids));
        return counts.Min();
    }

    private Task<int> CountAsync(params string[] ids) => InPartAsync<OrderPull, int>(async (context, part) =>
    {
        var records = await part.ReadAsync(context, ids, CancellationToken.None);
        var before = Statements.Count;
        await part.ApplyAsync(context, records, CancellationToken.None);
        Assert.That(records.Select(r => r.Outcome), Is.All.InstanceOf<PullOutcome.Done>());
        return Statements.Count - before;
    });
}
