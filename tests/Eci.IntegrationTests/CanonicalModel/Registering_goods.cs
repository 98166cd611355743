using System.Text.Json;
using Eci.Commerce;
using Eci.Host;
using Eci.Host.Commands;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Orders;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.CanonicalModel;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Registering_goods(DatabaseKind kind) : CommerceFixture(kind)
{
    private const string Register = """
        mutation ($input: RegisterOrderInput!) {
          registerOrder(input: $input) {
            id status paymentStatus currency totalNet totalGross shippingMethodName shippingGross discountCode discountNet customerNote origin
            lineItems { id position sku quantity taxRate unitGross totalGross isGiftCard variant { sku name } }
            packages { id trackingId number lineItems { sku quantity orderLineItem { sku } } }
          }
        }
        """;

    private Func<Task>? _meanwhile;

    private static object Full(string parcel) => new
    {
        orderNumber = "G-1",
        currency = "eur",
        totalNet = 50,
        totalGross = 59.5,
        shipping = new { methodName = "Express", carrier = "DPD", net = 5, gross = 5.95, taxRate = 19 },
        discountCode = "SPRING",
        customerNote = "Please ring twice.",
        lines = new object[]
        {
            new { sku = "TEE-M", quantity = 2, taxRate = 19, unitNet = 20, unitGross = 23.8, totalNet = 40, totalGross = 47.6 },
            new { lineKey = "gift", productName = "Gift card", quantity = 1, totalNet = 5, totalGross = 5.95, isGiftCard = true },
        },
        packages = new object[] { new { carrier = "DPD", trackingId = parcel, number = "LF-1", lines = new object[] { new { sku = "TEE-M", quantity = 1.5 }, new { lineKey = "1", quantity = 0.5 } } } },
    };

    [Test]
    public async Task Stores_lines_amounts_and_what_is_in_packages_once()
    {
        var (shop, parcel) = (await AddShopAsync(), NextNumber());
        await StoreVariantAsync(shop, "TEE-M");
        var first = await RegisterAsync(shop, Full(parcel));
        await SettleAsync();
        Assert.Multiple(() =>
        {
            Assert.That(first.GetProperty("currency").GetString(), Is.EqualTo("EUR"));
            Assert.That(first.GetProperty("totalGross").GetRawText(), Is.EqualTo("59.5"));
            Assert.That(first.GetProperty("shippingGross").GetRawText(), Is.EqualTo("5.95"));
            Assert.That(first.GetProperty("customerNote").GetString(), Is.EqualTo("Please ring twice."));
            Assert.That(first.GetProperty("lineItems")[0].GetProperty("variant").GetProperty("sku").GetString(), Is.EqualTo("TEE-M"));
            Assert.That(first.GetProperty("lineItems")[1].GetProperty("isGiftCard").GetBoolean(), Is.True);
            var package = first.GetProperty("packages").EnumerateArray().Single();
            Assert.That(package.GetProperty("number").GetString(), Is.EqualTo("LF-1"));
            Assert.That(package.GetProperty("lineItems")[0].GetProperty("quantity").GetRawText(), Is.EqualTo("1.5"));
            Assert.That(package.GetProperty("lineItems")[1].GetProperty("orderLineItem").GetProperty("sku").GetString(), Is.EqualTo("TEE-M"));
        });
        var told = await MessagesAsync(shop, "commerce.order.stored");
        Assert.That((await RegisterAsync(shop, Full(parcel))).GetRawText(), Is.EqualTo(first.GetRawText()));
        Assert.That(await MessagesAsync(shop, "commerce.order.stored"), Is.EqualTo(told).And.EqualTo(1), "Nothing changed.");
    }

    [Test]
    public async Task Takes_away_lines_that_are_not_named_any_more_and_empties_those_that_are_packed()
    {
        var (shop, parcel) = (await AddShopAsync(), NextNumber());
        await RegisterAsync(shop, Full(parcel));
        var updated = await RegisterAsync(shop, new { orderNumber = "G-1", lines = new[] { new { lineKey = "new", sku = "CAP", quantity = 1 } } });
        var lines = updated.GetProperty("lineItems").EnumerateArray().ToDictionary(l => l.GetProperty("sku").GetString()!, l => l.GetProperty("quantity").GetRawText(), StringComparer.Ordinal);
        Assert.That(lines, Is.EquivalentTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["CAP"] = "1", ["TEE-M"] = "0" }));
    }

    [TestCase("""{"lines":[{"sku":"A","quantity":0}]}""", "lines[0].quantity", "must be more than 0 and at most 1000000000")]
    [TestCase("""{"lines":[{"sku":"A","quantity":-1}]}""", "lines[0].quantity", "must be more than 0 and at most 1000000000")]
    [TestCase("""{"currency":"EUR","lines":[{"quantity":2,"unitNet":79228162514264337593543950335,"totalNet":1}]}""", "lines[0].unitNet", "must be from 0 to 1000000000")]
    [TestCase("""{"currency":"EUR","totalNet":1,"lines":[{"quantity":1,"totalNet":7e28},{"quantity":1,"totalNet":7e28}]}""", "lines[1].totalNet", "must be from 0 to 1000000000")]
    [TestCase("""{"currency":"EUR","totalNet":1,"shipping":{"net":79228162514264337593543950335},"lines":[{"quantity":1,"totalNet":1}]}""", "shipping.net", "must be from 0 to 1000000000")]
    [TestCase("""{"packages":[{"carrier":"DPD","trackingId":"1","number":" "}]}""", "packages[0].number", "is empty")]
    [TestCase("""{"lines":[{"sku":"A","quantity":0.00001}]}""", "lines[0].quantity", "has more than 4 decimals")]
    [TestCase("""{"lines":[{"sku":" ","quantity":1}]}""", "lines[0].sku", "is empty")]
    [TestCase("""{"lines":[{"lineKey":"a","quantity":1},{"lineKey":"a","quantity":1}]}""", "lines", "has two lines with one 'lineKey'")]
    [TestCase("""{"lines":[{"lineKey":"2","quantity":1},{"quantity":1}]}""", "lines[1].lineKey", "'2' names another line, too")]
    [TestCase("""{"currency":"EUR","lines":[{"quantity":2,"unitNet":10,"totalNet":19}]}""", "lines[0].totalNet", "is not 'unitNet' times 'quantity'")]
    [TestCase("""{"currency":"EUR","lines":[{"quantity":1,"totalNet":10,"totalGross":9}]}""", "lines[0].totalGross", "is less than 'totalNet'")]
    [TestCase("""{"currency":"EUR","lines":[{"quantity":1,"taxRate":101}]}""", "lines[0].taxRate", "must be from 0 to 100 per cent")]
    [TestCase("""{"currency":"XEU"}""", "currency", "is no currency of ISO 4217, such as 'EUR'")]
    [TestCase("""{"totalGross":10}""", "currency", "is required with amounts")]
    [TestCase("""{"lines":[{"quantity":1,"unitGross":10}]}""", "currency", "is required with amounts")]
    [TestCase("""{"currency":"EUR","totalGross":-1}""", "totalGross", "must be from 0 to 1000000000")]
    [TestCase("""{"currency":"EUR","totalGross":10.00001}""", "totalGross", "has more than 4 decimals")]
    [TestCase("""{"currency":"EUR","totalGross":10,"totalNet":11}""", "totalGross", "is less than 'totalNet'")]
    [TestCase("""{"currency":"EUR","totalGross":20,"lines":[{"quantity":1,"totalGross":10}]}""", "totalGross", "is not the sum of lines and shipping")]
    [TestCase("""{"currency":"EUR","totalNet":12,"discountNet":1,"lines":[{"quantity":1,"totalNet":10}],"shipping":{"net":4}}""", "totalNet", "is not the sum of lines and shipping less the discount")]
    [TestCase("""{"status":"CLOSED"}""", "status", "must be DRAFT, UNCONFIRMED or CONFIRMED")]
    [TestCase("""{"packages":[{"carrier":"DPD","trackingId":"1","lines":[{"quantity":1}]}]}""", "packages[0].lines[0].sku", "or 'lineKey' is required")]
    [TestCase("""{"packages":[{"carrier":"DPD","trackingId":"1","lines":[{"lineKey":"x","quantity":1}]}]}""", "packages[0].lines[0].lineKey", "'x' is no line of the order")]
    public async Task Refuses_wrong_values_by_their_field(string input, string field, string problem)
    {
        var shop = await AddShopAsync();
        var order = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(input)!;
        order["orderNumber"] = JsonSerializer.SerializeToElement("G-2");
        var answer = await AskAsync(Register, shop.Key, new { input = order });
        Assert.That(CodeOf(answer), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(FieldsOf(answer), Does.ContainKey(field).WithValue($"'{field}' {problem}."));
        Assert.That(await Host.QueryAsync(db => db.Set<Order>().AnyAsync(o => o.TenantId == shop.TenantId && o.OrderNumber == "G-2")), Is.False);
    }

    [TestCase("""{"currency":"EUR","totalNet":13,"discountNet":1,"lines":[{"quantity":1,"totalNet":10}],"shipping":{"net":4}}""")]
    [TestCase("""{"currency":"EUR","totalGross":33.33,"lines":[{"quantity":3,"unitGross":11.11,"totalGross":33.34}]}""")]
    [TestCase("""{"currency":"EUR","totalGross":30,"discountNet":3,"lines":[{"quantity":1,"totalGross":33.57}]}""")]
    [TestCase("""{"lines":[{"quantity":1000000000,"sku":"A"}]}""")]
    public async Task Takes_what_agrees(string input)
    {
        var shop = await AddShopAsync();
        var order = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(input)!;
        order["orderNumber"] = JsonSerializer.SerializeToElement("G-3");
        await RegisterAsync(shop, order);
    }

    [Test]
    public async Task Leaves_lines_and_amounts_to_the_system_that_an_order_comes_from()
    {
        var shop = await AddShopAsync(s => s.Order.Origin = "saleor");
        var answer = await AskAsync(Register, shop.Key, new { input = new { orderNumber = shop.Order.OrderNumber, currency = "EUR", lines = new[] { new { sku = "A", quantity = 1 } } } });
        Assert.That(CodeOf(answer), Is.EqualTo("ORDER_KEPT_ELSEWHERE"));
        await RegisterAsync(shop, new { orderNumber = shop.Order.OrderNumber, packages = new[] { new { carrier = "DPD", trackingId = NextNumber() } } });
    }

    [Test]
    public async Task Refuses_a_thousand_lines_and_takes_five_hundred()
    {
        var shop = await AddShopAsync();
        object Order(int count) => new { orderNumber = "G-5", lines = Enumerable.Range(1, count).Select(i => new { sku = $"S-{i}", quantity = 1 }) };
        Assert.That(FieldsOf(await AskAsync(Register, shop.Key, new { input = Order(1000) })), Does.ContainKey("lines").WithValue("'lines' has more than 500 lines."));
        Assert.That((await RegisterAsync(shop, Order(500))).GetProperty("lineItems").GetArrayLength(), Is.EqualTo(500));
    }

    [Test]
    public async Task Names_every_wrong_line_however_many_they_are()
    {
        var shop = await AddShopAsync();
        var lines = Enumerable.Range(1, 50).Select(i => new { sku = $"S-{i}", quantity = 0 });
        Assert.That(FieldsOf(await AskAsync(Register, shop.Key, new { input = new { orderNumber = "G-6", lines } })), Has.Count.EqualTo(50));
    }

    [Test]
    public async Task Gives_each_delivery_note_to_one_package()
    {
        var (shop, parcel) = (await AddShopAsync(), NextNumber());
        object Package(string number, string trackingId) => new { carrier = "DPD", trackingId, number };
        await RegisterAsync(shop, new { orderNumber = "G-7", packages = new[] { Package("LF-7", parcel) } });
        await RegisterAsync(shop, new { orderNumber = "G-7", packages = new[] { Package(" LF-7 ", parcel) } });
        var taken = await AskAsync(Register, shop.Key, new { input = new { orderNumber = "G-8", packages = new[] { Package("LF-7", NextNumber()) } } });
        Assert.That((CodeOf(taken), FieldsOf(taken).Keys.Single()), Is.EqualTo(("PACKAGE_EXISTS", "packages[0].number")));
        var twice = await AskAsync(Register, shop.Key, new { input = new { orderNumber = "G-8", packages = new[] { Package("LF-8", NextNumber()), Package("LF-8", NextNumber()) } } });
        Assert.That((CodeOf(twice), FieldsOf(twice).Keys.Single()), Is.EqualTo(("PACKAGE_EXISTS", "packages[1].number")));
        const string single = "mutation ($input: RegisterPackageInput!) { registerPackage(input: $input) { id } }";
        var alone = await AskAsync(single, shop.Key, new { input = Package("LF-7", NextNumber()) });
        Assert.That((CodeOf(alone), FieldsOf(alone).Keys.Single()), Is.EqualTo(("PACKAGE_EXISTS", "number")));
    }

    [Test]
    public async Task Counts_a_change_of_a_line_as_a_change_of_the_order()
    {
        var shop = await AddShopAsync();
        object Order(int quantity) => new { orderNumber = "G-9", lines = new[] { new { sku = "A", quantity } } };
        async Task<(DateTimeOffset, int)> StateAsync()
        {
            await SettleAsync();
            var order = await Host.QueryAsync(db => db.Set<Order>().AsNoTracking().SingleAsync(o => o.TenantId == shop.TenantId && o.OrderNumber == "G-9"));
            return (order.UpdatedAt, order.Version);
        }

        await RegisterAsync(shop, Order(1));
        var first = await StateAsync();
        await RegisterAsync(shop, Order(1));
        Assert.That(await StateAsync(), Is.EqualTo(first), "Nothing changed.");
        await RegisterAsync(shop, Order(2));
        Assert.That(await StateAsync(), Is.GreaterThan(first));
    }

    [Test]
    public async Task Stores_the_lines_of_the_later_of_two_calls_at_once()
    {
        var shop = await AddShopAsync();
        object Order(string call) => new { orderNumber = "G-10", lines = Enumerable.Range(1, 3).Select(i => new { lineKey = $"{call}-{i}", sku = call, quantity = 1 }) };
        await RegisterAsync(shop, new { orderNumber = "G-10" });
        await SettleAsync();
        _meanwhile = () => RegisterAsync(shop, Order("faster"));
        await RegisterAsync(shop, Order("slower"));
        var lines = await Host.QueryAsync(db => db.Set<OrderLineItem>().AsNoTracking().Where(l => l.TenantId == shop.TenantId).Select(l => l.Sku).ToListAsync());
        Assert.That(lines, Is.EqualTo((string[])["slower", "slower", "slower"]));
    }

    [Test]
    public async Task Says_what_is_in_a_package_of_its_own()
    {
        var (shop, parcel) = (await AddShopAsync(), NextNumber());
        const string package = "mutation ($input: RegisterPackageInput!) { registerPackage(input: $input) { number lineItems { position sku quantity } } }";
        await DataAsync(package, shop.Key, new { input = new { trackingId = parcel, carrier = "DPD", orderNumber = shop.Order.OrderNumber, lines = new[] { new { sku = "A", quantity = 1 }, new { sku = "B", quantity = 2 } } } });
        var second = await DataAsync(package, shop.Key, new { input = new { trackingId = parcel, carrier = "DPD", orderNumber = shop.Order.OrderNumber, number = "LF-9", lines = new[] { new { sku = "B", quantity = 3 } } } });
        Assert.That(second.GetProperty("registerPackage").GetRawText(), Is.EqualTo("""{"number":"LF-9","lineItems":[{"position":1,"sku":"B","quantity":3}]}"""));
        Assert.That(CodeOf(await AskAsync(package, shop.Key, new { input = new { trackingId = NextNumber(), carrier = "DPD", lines = new[] { new { sku = "A", quantity = 1 } } } })), Is.EqualTo("INVALID_ARGUMENT"));
    }

    [Test]
    public async Task Works_from_the_command_line()
    {
        var shop = await AddShopAsync();
        var added = await CommandAsync(AddOrderCommand.RunAsync, "add", "--tenant", shop.TenantId, "--number", "C-1", "--line", "TEE:M:2:19.90", "--line", "CAP", "--currency", "EUR", "--total", "45", "--shipping", "0");
        Assert.That(added, Is.Zero);
        var order = await Host.QueryAsync(db => db.Set<Order>().AsNoTracking().Include(o => o.LineItems).SingleAsync(o => o.TenantId == shop.TenantId && o.OrderNumber == "C-1"));
        Assert.That(order.LineItems.OrderBy(l => l.Position).Select(l => (l.Sku, l.Quantity, l.TotalGross)), Is.EqualTo(new (string?, decimal, decimal?)[] { ("TEE:M", 2, 39.80m), ("CAP", 1, null) }));
        Assert.That(await CommandAsync(ShowOrderCommand.RunAsync, "show", "C-1", "--tenant", shop.TenantId), Is.Zero);
        Assert.That(await CommandAsync(ShowOrderCommand.RunAsync, "show", "C-1", "--tenant", shop.TenantId, "--json"), Is.Zero);
        Assert.That(await CommandAsync(ShowOrderCommand.RunAsync, "show", "none", "--tenant", shop.TenantId), Is.EqualTo(ExitCodes.Refused));
        Assert.That(await CommandAsync(CancelOrderCommand.RunAsync, "cancel", "C-1", "--tenant", shop.TenantId, "--reason", "Sold out"), Is.Zero);
        Assert.That(await CommandAsync(CancelOrderCommand.RunAsync, "cancel", "none", "--tenant", shop.TenantId), Is.EqualTo(ExitCodes.Refused));
        foreach (var line in (string[])["TEE:two", "TEE:79228162514264337593543950335:79228162514264337593543950335"])
            Assert.That(await CommandAsync(AddOrderCommand.RunAsync, "add", "--tenant", shop.TenantId, "--number", "C-2", "--line", line), Is.EqualTo(ExitCodes.Refused));
        await SettleAsync();
        var canceled = await Host.QueryAsync(db => db.Set<Order>().AsNoTracking().Include(o => o.Metadata).SingleAsync(o => o.Id == order.Id));
        Assert.That((canceled.Status, canceled.Stage, canceled.Metadata.Single().Value), Is.EqualTo((OrderStatus.Canceled, OrderStage.Canceled, "Sold out")));
    }

    /// <summary>Every registration announces its order before it is stored: then something else may happen once.</summary>
    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Services += services => services.AddScoped<ICommerceAnnouncement>(provider => new InterruptedAnnouncement(
            new CommerceAnnouncement(provider.GetRequiredService<IPublishEndpoint>()), () => Interlocked.Exchange(ref _meanwhile, null)?.Invoke() ?? Task.CompletedTask));
    }

    private async Task<JsonElement> RegisterAsync(Shop shop, object input) => (await DataAsync(Register, shop.Key, new { input })).GetProperty("registerOrder");

    private Task StoreVariantAsync(Shop shop, string sku) => StoreAsync(db =>
    {
        var product = new Product { Id = $"pro_{shop.TenantId}", TenantId = shop.TenantId, Name = "Tee", NormalizedName = "tee" };
        db.AddRange(product, new ProductVariant { Id = $"pro_v_{shop.TenantId}", TenantId = shop.TenantId, ProductId = product.Id, Sku = sku });
    });

    private Task<int> CommandAsync(Func<IServiceProvider, System.CommandLine.ParseResult, CancellationToken, Task<int>> run, params string[] arguments)
    {
        var parsed = OrderCommands.Create().Parse(arguments);
        Assert.That(parsed.Errors, Is.Empty);
        return run(Host.Services, parsed, CancellationToken.None);
    }

    private sealed class InterruptedAnnouncement(ICommerceAnnouncement inner, Func<Task> meanwhile) : ICommerceAnnouncement
    {
        public async Task OrderStoredAsync(Order order, bool created, CancellationToken cancellationToken)
        {
            await meanwhile();
            await inner.OrderStoredAsync(order, created, cancellationToken);
        }

        public Task PackageAddedAsync(Package package, CancellationToken cancellationToken) => inner.PackageAddedAsync(package, cancellationToken);

        public Task PackageMovedAsync(Package package, PackageState from, CancellationToken cancellationToken) => inner.PackageMovedAsync(package, from, cancellationToken);

        public Task ProductStoredAsync(Product product, CancellationToken cancellationToken) => inner.ProductStoredAsync(product, cancellationToken);

        public Task StockChangedAsync(ProductVariant variant, CancellationToken cancellationToken) => inner.StockChangedAsync(variant, cancellationToken);
    }
}
