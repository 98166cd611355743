using System.Text.Json;
using Eci.Commerce;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.CanonicalModel;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Lookups(DatabaseKind kind) : CommerceFixture(kind)
{
    private const string Everything = """
        query ($order: ID!, $number: ID!, $contact: ID!, $email: String!, $package: ID!, $event: ID!, $mail: ID!) {
          byId: order(id: $order) { id date firstName lastName language trackingNotificationsEnabled createdAt updatedAt contact { email firstName phone } shippingAddress { city } }
          byNumber: order(orderNumber: $number) { id }
          contact(id: $contact) { id email orders { id } }
          byEmail: contact(email: $email) { id }
          package(id: $package) { id stateTime trackingEnabled createdAt updatedAt attentionReason order { id } }
          packageEvent(id: $event) { id recordedAt offset movedFrom traceId appId package { id } }
          transactionalEmail(id: $mail) { id state status providerMessageId traceId package { id } packageEvent { id } }
        }
        """;

    [Test]
    public async Task Find_rows_by_their_ids_and_natural_keys()
    {
        var (shop, variables, scan) = await AddAsync();
        var data = await DataAsync(Everything, shop.Key, variables);
        Assert.Multiple(() =>
        {
            Assert.That(data.GetProperty("byId").GetProperty("id").GetString(), Is.EqualTo(shop.Order.Id));
            Assert.That(data.GetProperty("byId").GetProperty("contact").GetProperty("email").GetString(), Is.EqualTo(shop.Contact.Email));
            Assert.That(data.GetProperty("byId").GetProperty("shippingAddress").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(data.GetProperty("byNumber").GetProperty("id").GetString(), Is.EqualTo(shop.Order.Id));
            Assert.That(data.GetProperty("contact").GetProperty("orders")[0].GetProperty("id").GetString(), Is.EqualTo(shop.Order.Id));
            Assert.That(data.GetProperty("byEmail").GetProperty("id").GetString(), Is.EqualTo(shop.Contact.Id));
            Assert.That(data.GetProperty("package").GetProperty("order").GetProperty("id").GetString(), Is.EqualTo(shop.Order.Id));
            Assert.That(data.GetProperty("packageEvent").GetProperty("movedFrom").GetString(), Is.EqualTo("INIT"));
            Assert.That(data.GetProperty("packageEvent").GetProperty("offset").GetInt32(), Is.EqualTo(60));
            Assert.That(data.GetProperty("transactionalEmail").GetProperty("packageEvent").GetProperty("id").GetString(), Is.EqualTo(scan.Id));
        });
    }

    [Test]
    public async Task Find_nothing_of_another_tenant()
    {
        var (_, variables, _) = await AddAsync();
        var other = await AddShopAsync();
        var data = await DataAsync(Everything, other.Key, variables);
        Assert.That(data.EnumerateObject().Select(p => p.Value.ValueKind), Is.All.EqualTo(JsonValueKind.Null));
    }

    [TestCase("order { id }")]
    [TestCase("order(id: \"o_1\", orderNumber: \"1\") { id }")]
    [TestCase("contact { id }")]
    [TestCase("contact(id: \"c_1\", email: \"ada@example.com\") { id }")]
    public async Task Need_exactly_one_key(string field)
    {
        var shop = await AddShopAsync();
        Assert.That(CodeOf(await AskAsync($"{{ {field} }}", shop.Key)), Is.EqualTo("INVALID_ARGUMENT"));
    }

    [TestCase("orders { nodes { contact { id } } }", "read:orders", "read:contacts")]
    [TestCase("orders { nodes { id } }", "read:packages", "read:orders")]
    [TestCase("contacts { nodes { orders { id } } }", "read:contacts", "read:orders")]
    [TestCase("contacts { nodes { id } }", "read:orders", "read:contacts")]
    [TestCase("packageEvents { nodes { id } }", "read:packages", "read:events")]
    [TestCase("packageEvents { nodes { package { id } } }", "read:events", "read:packages")]
    [TestCase("transactionalEmails { nodes { id } }", "read:events", "read:emails")]
    [TestCase("transactionalEmails { nodes { package { id } } }", "read:emails", "read:packages")]
    [TestCase("packages { nodes { timeline { kind } } }", "read:packages read:events", "read:emails")]
    [TestCase("orders { nodes { timeline { kind } } }", "read:orders read:emails", "read:events")]
    [TestCase("packages { nodes { id } }", "read:orders", "read:packages")]
    public async Task Need_the_scope_of_what_they_show(string field, string scopes, string missing)
    {
        var shop = await AddShopAsync();
        var answer = await AskAsync($"{{ {field} }}", await NewKeyAsync(shop, scopes));
        Assert.That(CodeOf(answer), Is.EqualTo("FORBIDDEN"));
        Assert.That(answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("scope").GetString(), Is.EqualTo(missing));
    }

    [TestCase(0)]
    [TestCase(101)]
    public async Task Limit_the_orders_of_a_contact(int first)
    {
        var shop = await AddShopAsync();
        Assert.That(CodeOf(await AskAsync($"{{ contacts {{ nodes {{ orders(first: {first}) {{ id }} }} }} }}", shop.Key)), Is.EqualTo("INVALID_PAGE_SIZE"));
    }

    [Test]
    public async Task Give_the_newest_orders_of_each_contact()
    {
        var shop = await AddShopAsync();
        await StoreAsync(db => db.AddRange(Enumerable.Range(1, 4).Select(day => new Order
        {
            Id = $"o{day}_{shop.TenantId}",
            TenantId = shop.TenantId,
            OrderNumber = $"{day}",
            Date = new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero),
            MainContactId = shop.Contact.Id,
        })));
        var contact = (await DataAsync("{ contacts { nodes { two: orders(first: 2) { orderNumber } three: orders(first: 3) { orderNumber } } } }", shop.Key))
            .GetProperty("contacts").GetProperty("nodes")[0];
        Assert.That(NumbersOf(contact.GetProperty("two")), Is.EqualTo("4 3"));
        Assert.That(NumbersOf(contact.GetProperty("three")), Is.EqualTo("4 3 2"));
    }

    private static string NumbersOf(JsonElement orders) => string.Join(' ', orders.EnumerateArray().Select(o => o.GetProperty("orderNumber").GetString()));

    private async Task<(Shop Shop, object Variables, PackageEvent Event)> AddAsync()
    {
        var shop = await AddShopAsync();
        var scan = EventOf(shop.Package, new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        var mail = MailOf(scan);
        await StoreAsync(db => db.AddRange(scan, mail));
        return (shop, new
        {
            order = shop.Order.Id,
            number = shop.Order.OrderNumber,
            contact = shop.Contact.Id,
            email = shop.Contact.Email.ToUpperInvariant(),
            package = shop.Package.Id,
            @event = scan.Id,
            mail = mail.Id,
        }, scan);
    }
}
