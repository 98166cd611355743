using Eci.IntegrationTests.Tracking;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.CanonicalModel;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Statements_of_lists(DatabaseKind kind) : AnsweringHostFixture(kind)
{
    private Shop _shop = null!;

    [OneTimeSetUp]
    public async Task AddRowsAsync()
    {
        _shop = await AddShopAsync();
        await AddStoriesAsync(_shop, 60, withGoods: true);
    }

    /// <param name="field">The list with what is nested in it.</param>
    /// <param name="most">Statements that suffice: one for the key, one for the list and one for each kind of nested row.</param>
    [TestCase("packages(first: $n) { nodes { id carrierTrackingUrl order { email contact { email } packages { id } } events { id sentEmail { id package { id } } } } }", 8)]
    [TestCase("packages(first: $n) { totalCount nodes { id lastPolledAt nextPollAt pollingGaveUp } }", 4)]
    [TestCase("packages(first: $n) { nodes { timeline { kind details { name } } } }", 14)]
    [TestCase("orders(first: $n) { nodes { id shippingAddress { city } billingAddress { city } contact { id } packages { events { id } } } }", 6)]
    [TestCase("orders(first: $n) { nodes { timeline { kind } } }", 18)]
    [TestCase("orders(first: $n) { nodes { stage status paymentStatus shipmentStatus invoiceStatus totalGross steps { name label } } }", 3)]
    [TestCase("orders(first: $n) { nodes { salesChannel { name } lineItems { sku variant { sku product { name } } tax { name } warehouse { name } } } }", 8)]
    [TestCase("orders(first: $n) { nodes { payments { amount method { gateway } } invoices { invoiceNumber } metadata { key value } } }", 6)]
    [TestCase("packages(first: $n) { nodes { number lineItems { sku orderLineItem { sku } warehouse { name } } } }", 5)]
    [TestCase("contacts(first: $n) { nodes { company { name } addresses { address { city } } } }", 4)]
    [TestCase("products(first: $n) { nodes { category { name } variants { sku salesTax { name } defaultWarehouse { name } } } }", 5)]
    [TestCase("products(first: $n) { nodes { variants { stock { onHand } } } }", 4)]
    [TestCase("products(first: $n) { nodes { variants { prices { price } } } }", 4)]
    [TestCase("products(first: $n) { nodes { media { url } attributes { value } listings { isPublished salesChannel { name } } } }", 6)]
    [TestCase("stock(first: $n) { nodes { onHand warehouse { name } variant { sku product { name } } } }", 5)]
    [TestCase("orderSteps(first: $n) { nodes { name order { orderNumber } } }", 3)]
    [TestCase("contacts(first: $n) { nodes { id orders(first: 3) { id packages { id } } } }", 4)]
    [TestCase("packageEvents(first: $n) { nodes { id package { id order { id } } sentEmail { id packageEvent { id } } } }", 6)]
    [TestCase("transactionalEmails(first: $n) { nodes { id package { id order { orderNumber } } packageEvent { id } } }", 5)]
    public async Task Are_as_many_for_fifty_rows_as_for_two(string field, int most)
    {
        var query = $"query ($n: Int!) {{ {field} }}";
        var few = await StatementsAsync(query, _shop.Key, new { n = 2 });
        Assert.That(few, Is.LessThanOrEqualTo(most));
        Assert.That(await StatementsAsync(query, _shop.Key, new { n = 50 }), Is.EqualTo(few));
    }

    [Test]
    public async Task Are_as_many_for_twenty_lookups_as_for_one()
    {
        var ids = (await DataAsync("{ orders(first: 20) { nodes { id } } }", _shop.Key))
            .GetProperty("orders").GetProperty("nodes").EnumerateArray().Select(o => o.GetProperty("id").GetString()).ToList();
        string Query(int count) => $"{{ {string.Join(' ', ids.Take(count).Select((id, i) => $"a{i}: order(id: \"{id}\") {{ orderNumber }}"))} }}";
        Assert.That(await StatementsAsync(Query(20), _shop.Key), Is.EqualTo(await StatementsAsync(Query(1), _shop.Key)));
    }
}
