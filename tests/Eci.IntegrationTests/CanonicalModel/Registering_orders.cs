using System.Text.Json;
using Eci.Commerce;
using Eci.Host;
using Eci.Host.Commands;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.CanonicalModel;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Registering_orders(DatabaseKind kind) : CommerceFixture(kind)
{
    private const string Register = """
        mutation ($input: RegisterOrderInput!) {
          registerOrder(input: $input) {
            id orderNumber date language trackingNotificationsEnabled
            contact { id email firstName lastName trackingEmailsConsent }
            shippingAddress { id street countryCode } billingAddress { id }
            packages { id carrier trackingId }
          }
        }
        """;

    private const string RegisterPackage = "mutation ($input: RegisterPackageInput!) { registerPackage(input: $input) { id carrier trackingId order { orderNumber } } }";

    private static object Full(string number, string parcel) => new
    {
        orderNumber = $" O-{number} ",
        date = "2026-03-01T10:00:00+01:00",
        language = "de-AT",
        contact = new { email = $" Ada.{number}@Example.com", firstName = "Ada", lastName = "Lovelace", trackingEmailsConsent = false },
        shippingAddress = new { fullName = "Ada Lovelace", street = "Schildergasse 12", postalCode = "50667", city = "Köln", countryCode = "de" },
        billingAddress = new { fullName = "ada lovelace", street = "SCHILDERGASSE 12", postalCode = "50667", city = "Köln", countryCode = "DE" },
        trackingNotificationsEnabled = false,
        packages = new object[] { new { carrier = "HERMES", trackingId = parcel }, new { carrier = "HERMES", trackingId = $" {parcel}" } },
    };

    [Test]
    public async Task Store_an_order_with_everything_that_belongs_to_it_once()
    {
        var (shop, number, parcel) = (await AddShopAsync(), NextNumber(), NextNumber());
        var first = await RegisterAsync(shop, Full(number, parcel));
        await SettleAsync();
        Assert.Multiple(() =>
        {
            Assert.That(first.GetProperty("orderNumber").GetString(), Is.EqualTo($"O-{number}"));
            Assert.That(first.GetProperty("date").GetString(), Is.EqualTo("2026-03-01T09:00:00Z"));
            Assert.That(first.GetProperty("language").GetString(), Is.EqualTo("de"));
            Assert.That(first.GetProperty("trackingNotificationsEnabled").GetBoolean(), Is.False);
            Assert.That(first.GetProperty("contact").GetProperty("email").GetString(), Is.EqualTo($"ada.{number}@example.com"));
            Assert.That(first.GetProperty("contact").GetProperty("trackingEmailsConsent").GetBoolean(), Is.False);
            Assert.That(first.GetProperty("shippingAddress").GetProperty("countryCode").GetString(), Is.EqualTo("DE"));
            Assert.That(first.GetProperty("billingAddress").GetProperty("id").GetString(), Is.EqualTo(first.GetProperty("shippingAddress").GetProperty("id").GetString()), "The same text.");
            Assert.That(first.GetProperty("packages").EnumerateArray().Single().GetProperty("trackingId").GetString(), Is.EqualTo(parcel));
        });

        Assert.That((await RegisterAsync(shop, Full(number, parcel))).GetRawText(), Is.EqualTo(first.GetRawText()));
        await SettleAsync();
        Assert.That(await MessagesAsync(shop, "tracking.package.registered"), Is.EqualTo(1));
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM tracking_package_life WHERE tenant_id = '{shop.TenantId}'"), Is.EqualTo(1), "It is watched.");
    }

    [Test]
    public async Task Bring_a_known_order_up_to_date_and_leave_what_is_not_said()
    {
        var (shop, number, parcel) = (await AddShopAsync(), NextNumber(), NextNumber());
        await RegisterAsync(shop, Full(number, parcel));
        var updated = await RegisterAsync(shop, new
        {
            orderNumber = $"O-{number}",
            language = "fr",
            contact = new { email = $"ada.{number}@example.com", lastName = "King" },
            packages = new[] { new { carrier = "GLS", trackingId = NextNumber() } },
        });
        Assert.Multiple(() =>
        {
            Assert.That(updated.GetProperty("date").GetString(), Is.EqualTo("2026-03-01T09:00:00Z"));
            Assert.That(updated.GetProperty("language").GetString(), Is.EqualTo("fr"));
            Assert.That(updated.GetProperty("trackingNotificationsEnabled").GetBoolean(), Is.False);
            Assert.That(updated.GetProperty("contact").GetProperty("firstName").GetString(), Is.EqualTo("Ada"));
            Assert.That(updated.GetProperty("contact").GetProperty("lastName").GetString(), Is.EqualTo("King"));
            Assert.That(updated.GetProperty("shippingAddress").GetProperty("street").GetString(), Is.EqualTo("Schildergasse 12"));
            Assert.That(updated.GetProperty("packages").GetArrayLength(), Is.EqualTo(2));
        });
        var orders = await Host.QueryAsync(db => db.Set<Order>().CountAsync(o => o.TenantId == shop.TenantId && o.OrderNumber == $"O-{number}"));
        Assert.That(orders, Is.EqualTo(1));
    }

    [Test]
    public async Task Store_one_order_when_many_calls_come_at_once()
    {
        var (shop, number, parcel) = (await AddShopAsync(), NextNumber(), NextNumber());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RegisterAsync(shop, Full(number, parcel))));
        Assert.That(answers.Select(a => a.GetRawText()).Distinct().Count(), Is.EqualTo(1));
        await SettleAsync();
        Assert.That(await MessagesAsync(shop, "tracking.package.registered"), Is.EqualTo(1));
    }

    [Test]
    public async Task Keep_a_carrier_that_somebody_corrected()
    {
        var (shop, number, parcel) = (await AddShopAsync(), NextNumber(), NextNumber());
        var id = (await RegisterAsync(shop, Full(number, parcel))).GetProperty("packages")[0].GetProperty("id").GetString();
        await DataAsync("mutation ($id: ID!) { correctCarrier(packageId: $id, carrier: GLS) { id } }", shop.Key, new { id });
        var again = (await RegisterAsync(shop, Full(number, parcel))).GetProperty("packages").EnumerateArray().Single();
        Assert.That((again.GetProperty("id").GetString(), again.GetProperty("carrier").GetString()), Is.EqualTo((id, "GLS")));
    }

    [Test]
    public async Task Take_the_reports_that_came_before_the_package()
    {
        var (shop, number, parcel) = (await AddShopAsync(), NextNumber(), NextNumber());
        await TellAsync(shop.Scan(PackageState.InTransit) with { TrackingId = parcel });
        await RegisterAsync(shop, new { orderNumber = $"O-{number}", packages = new[] { new { carrier = "DPD", trackingId = parcel } } });
        await SettleAsync();
        var package = await Host.QueryAsync(db => db.Set<Package>().SingleAsync(p => p.TrackingId == parcel));
        Assert.That(package.State, Is.EqualTo(PackageState.InTransit));
    }

    [TestCase("""{"orderNumber":" "}""", "orderNumber", "is required")]
    [TestCase("""{"orderNumber":"a\u0000b"}""", "orderNumber", "holds control characters")]
    [TestCase("""{"orderNumber":"1","language":"german"}""", "language", "is no language, such as 'de' or 'de-AT'")]
    [TestCase("""{"orderNumber":"1","contact":{"email":"ada"}}""", "contact.email", "is no e-mail address")]
    [TestCase("""{"orderNumber":"1","contact":{"email":"a b@example.com"}}""", "contact.email", "is no e-mail address")]
    [TestCase("""{"orderNumber":"1","shippingAddress":{"countryCode":"Germany"}}""", "shippingAddress.countryCode", "is no country of two letters, such as 'DE'")]
    [TestCase("""{"orderNumber":"1","packages":[{"carrier":"DPD","trackingId":"1"},{"carrier":"DPD","trackingId":"?"}]}""", "packages[1].trackingId", "must have 1 to 50 letters and digits")]
    public async Task Refuse_wrong_values_by_their_field(string input, string field, string problem)
    {
        var shop = await AddShopAsync();
        var answer = await AskAsync(Register, shop.Key, new { input = JsonSerializer.Deserialize<JsonElement>(input) });
        Assert.That(CodeOf(answer), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(answer.GetProperty("errors")[0].GetProperty("message").GetString(), Is.EqualTo($"'{field}' {problem}."));
        Assert.That(FieldsOf(answer), Is.EqualTo(new Dictionary<string, string>(StringComparer.Ordinal) { [field] = $"'{field}' {problem}." }));
        Assert.That(await Host.QueryAsync(db => db.Set<Order>().CountAsync(o => o.TenantId == shop.TenantId)), Is.EqualTo(1), "Only the shop's own.");
    }

    [Test]
    public async Task Leave_nothing_of_a_refused_order_to_the_next_one_of_the_request()
    {
        var shop = await AddShopAsync();
        const string both = """
            mutation {
              wrong: registerOrder(input: {orderNumber: "wrong", contact: {email: "wrong@example.com"}, packages: [{trackingId: "hello"}]}) { id }
              right: registerOrder(input: {orderNumber: "right"}) { id }
            }
            """;
        Assert.That(CodeOf(await AskAsync(both, shop.Key)), Is.EqualTo("UNKNOWN_CARRIER"));
        await DataAsync("mutation { registerOrder(input: {orderNumber: \"right\"}) { id } }", shop.Key);
        var numbers = await Host.QueryAsync(db => db.Set<Order>().Where(o => o.TenantId == shop.TenantId).Select(o => o.OrderNumber).ToListAsync());
        Assert.That(numbers, Is.EquivalentTo(new[] { shop.Order.OrderNumber, "right" }));
    }

    [Test]
    public async Task Refuse_too_many_packages_and_too_long_texts_together()
    {
        var shop = await AddShopAsync();
        var packages = Enumerable.Range(0, 101).Select(i => new { carrier = "DPD", trackingId = $"{i}" });
        var answer = await AskAsync(Register, shop.Key, new { input = new { orderNumber = new string('1', 101), firstName = new string('a', 201), packages } });
        Assert.That(FieldsOf(answer).Keys, Is.EqualTo(new[] { "orderNumber", "firstName", "packages" }));
    }

    [TestCase("01906000683795", "AMBIGUOUS_TRACKING_ID")]
    [TestCase("hello", "UNKNOWN_CARRIER")]
    public async Task Ask_for_the_carrier_when_the_number_does_not_tell(string parcel, string code)
    {
        var shop = await AddShopAsync();
        Assert.That(CodeOf(await AskAsync(RegisterPackage, shop.Key, new { input = new { trackingId = parcel } })), Is.EqualTo(code));
        var input = new { orderNumber = "1", packages = new[] { new { trackingId = parcel } } };
        Assert.That(CodeOf(await AskAsync(Register, shop.Key, new { input })), Is.EqualTo(code));
    }

    [Test]
    public async Task Give_a_package_to_an_order_but_take_none_from_another()
    {
        var (shop, parcel) = (await AddShopAsync(), NextNumber());
        var alone = await DataAsync(RegisterPackage, shop.Key, new { input = new { trackingId = parcel, carrier = "DPD" } });
        Assert.That(alone.GetProperty("registerPackage").GetProperty("order").ValueKind, Is.EqualTo(JsonValueKind.Null));
        var given = await DataAsync(RegisterPackage, shop.Key, new { input = new { trackingId = parcel, carrier = "DPD", orderNumber = shop.Order.OrderNumber } });
        Assert.That(given.GetProperty("registerPackage").GetProperty("id").GetString(), Is.EqualTo(alone.GetProperty("registerPackage").GetProperty("id").GetString()));
        Assert.That(given.GetProperty("registerPackage").GetProperty("order").GetProperty("orderNumber").GetString(), Is.EqualTo(shop.Order.OrderNumber));

        await RegisterAsync(shop, new { orderNumber = "other" });
        var input = new { trackingId = parcel, carrier = "DPD", orderNumber = "other" };
        Assert.That(CodeOf(await AskAsync(RegisterPackage, shop.Key, new { input })), Is.EqualTo("PACKAGE_EXISTS"));
        Assert.That(
            CodeOf(await AskAsync(RegisterPackage, shop.Key, new { input = new { trackingId = parcel, carrier = "DPD", orderNumber = "none" } })), Is.EqualTo("ORDER_NOT_FOUND"));
    }

    [Test]
    public async Task Meet_no_order_of_another_tenant()
    {
        var (shop, other, parcel) = (await AddShopAsync(), await AddShopAsync(), NextNumber());
        var mine = await RegisterAsync(shop, new { orderNumber = "same", packages = new[] { new { carrier = "DPD", trackingId = parcel } } });
        var theirs = await RegisterAsync(other, new { orderNumber = "same", packages = new[] { new { carrier = "DPD", trackingId = parcel } } });
        Assert.That(theirs.GetProperty("id").GetString(), Is.Not.EqualTo(mine.GetProperty("id").GetString()));
        var input = new { trackingId = parcel, carrier = "DPD", orderNumber = shop.Order.OrderNumber };
        Assert.That(CodeOf(await AskAsync(RegisterPackage, other.Key, new { input })), Is.EqualTo("ORDER_NOT_FOUND"));
    }

    [TestCase("registerOrder(input: {orderNumber: \"1\"}) { id }", "read:orders write:packages", "write:orders")]
    [TestCase("registerOrder(input: {orderNumber: \"1\"}) { email }", "write:orders", "read:orders")]
    [TestCase("registerPackage(input: {trackingId: \"1\"}) { id }", "write:orders", "write:packages")]
    public async Task Need_a_scope(string field, string scopes, string missing)
    {
        var shop = await AddShopAsync();
        var answer = await AskAsync($"mutation {{ {field} }}", await NewKeyAsync(shop, scopes));
        Assert.That(answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("scope").GetString(), Is.EqualTo(missing));
    }

    [Test]
    public async Task Work_from_the_command_line()
    {
        var (shop, parcel) = (await AddShopAsync(), NextNumber());
        string[] arguments =
        [
            "add", "--tenant", shop.TenantId, "--number", "C-1", "--email", "Grace@example.com", "--language", "en", "--first-name", "Grace", "--last-name", "Hopper",
            "--package", $"dpd:{parcel}", "--package", "1Z5R89390357567127",
        ];
        Assert.That(await CommandAsync(arguments), Is.Zero);
        Assert.That(await CommandAsync(arguments), Is.Zero, "Again.");
        var order = await Host.QueryAsync(db => db.Set<Order>().Include(o => o.MainContact).Include(o => o.Packages).SingleAsync(o => o.TenantId == shop.TenantId && o.OrderNumber == "C-1"));
        Assert.That((order.MainContact!.Email, order.MainContact.LastName, order.Language), Is.EqualTo(("grace@example.com", "Hopper", "en")));
        Assert.That(order.Packages.Select(p => p.Carrier), Is.EquivalentTo(new[] { Carrier.Dpd, Carrier.Ups }));
    }

    [TestCase("nobody", "1", "dpd:1")]
    [TestCase(null, "1", "owl:1")]
    [TestCase(null, "1", "hello")]
    [TestCase(null, " ", "dpd:1")]
    public async Task Are_refused_by_the_command_line_for_the_same_reasons(string? tenant, string number, string package)
    {
        var shop = await AddShopAsync();
        Assert.That(await CommandAsync("add", "--tenant", tenant ?? shop.TenantId, "--number", number, "--package", package), Is.EqualTo(ExitCodes.Refused));
    }

    private async Task<JsonElement> RegisterAsync(Shop shop, object input) =>
        (await DataAsync(Register, shop.Key, new { input })).GetProperty("registerOrder");

    private Task<int> CommandAsync(params string[] arguments)
    {
        var parsed = OrderCommands.Create().Parse(arguments);
        Assert.That(parsed.Errors, Is.Empty);
        return AddOrderCommand.RunAsync(Host.Services, parsed, CancellationToken.None);
    }
}
