using System.Net;
using System.Text.Json;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Saleor;

internal sealed class Asking_a_simulated_shop : ShopTests
{
    private const string OrderNumbers =
        "query($first: Int, $after: String, $filter: OrderFilterInput, $direction: OrderDirection!) { orders(first: $first, after: $after, filter: $filter, sortBy: { field: LAST_MODIFIED_AT, direction: $direction }) { totalCount pageInfo { hasNextPage endCursor } edges { node { id number } } } }";

    [TestCase("ASC")]
    [TestCase("DESC")]
    public async Task Pages_through_everything_once_also_while_orders_change(string direction)
    {
        await Shop.OpenAsync(products: 12, orders: 250);
        var seen = new List<string>();
        string? after = null;
        for (var page = 0; ; page++)
        {
            var orders = (await DataAsync(OrderNumbers, new { first = 100, after, direction })).GetProperty("orders");
            seen.AddRange(orders.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node").GetProperty("number").GetString()!));
            if (page == 0)
                await Shop.PostAsync($"orders/{seen[0]}/refund", new { amount = 1 });
            if (!orders.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
                break;
            after = orders.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }

        // Whoever reads in the order of changes meets the changed order again at the end.
        Assert.That(seen.Distinct().Count(), Is.EqualTo(250));
        Assert.That(seen, Has.Count.EqualTo(direction == "ASC" ? 251 : 250));
    }

    [Test]
    public async Task Finds_what_has_changed_since_a_time()
    {
        await Shop.OpenAsync(products: 12, orders: 20);
        var since = Time.GetUtcNow().AddMinutes(-5);
        var orders = (await DataAsync(OrderNumbers, new { first = 100, direction = "ASC", filter = new { updatedAt = new { gte = since } } })).GetProperty("orders");
        Assert.That(orders.GetProperty("totalCount").GetInt32(), Is.EqualTo(5));
        Assert.That(orders.GetProperty("edges").GetArrayLength(), Is.EqualTo(5));
    }

    [Test]
    public async Task Finds_what_has_changed_until_the_very_time_that_it_shows()
    {
        Time.Advance(TimeSpan.FromTicks(7));
        await Shop.PlaceOrderAsync();
        const string Times = "{ orders(first: 1) { edges { node { updatedAt } } } }";
        var at = (await DataAsync(Times)).GetProperty("orders").GetProperty("edges")[0].GetProperty("node").GetProperty("updatedAt").GetString();
        var orders = (await DataAsync(OrderNumbers, new { first = 1, direction = "ASC", filter = new { updatedAt = new { gte = at, lte = at } } })).GetProperty("orders");
        Assert.That(orders.GetProperty("totalCount").GetInt32(), Is.EqualTo(1));
    }

    [TestCase("DESC")]
    [TestCase("ASC")]
    public async Task Pages_backwards_as_well(string direction)
    {
        const string Backwards =
            "query($before: String, $direction: OrderDirection!) { orders(last: 3, before: $before, sortBy: { field: NUMBER, direction: $direction }) { pageInfo { hasPreviousPage hasNextPage startCursor } edges { node { number } } } }";
        await Shop.OpenAsync(products: 12, orders: 7);
        var seen = new List<string>();
        string? before = "";
        for (var more = true; more;)
        {
            var orders = (await DataAsync(Backwards, new { before, direction })).GetProperty("orders");
            seen.InsertRange(0, orders.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node").GetProperty("number").GetString()!));
            before = orders.GetProperty("pageInfo").GetProperty("startCursor").GetString();
            more = orders.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean();
        }

        Assert.That(seen, Has.Count.EqualTo(7).And.Ordered.Using<string>((a, b) => string.CompareOrdinal(a, b) * (direction == "ASC" ? 1 : -1)));
    }

    [TestCase("{ orders { edges { node { id } } } }", "You must provide a `first` or `last` value to properly paginate the `orders` connection.")]
    [TestCase("{ orders(first: 101) { edges { node { id } } } }", "Requesting 101 records on the `orders` connection exceeds the `first` limit of 100 records.")]
    [TestCase("{ products(last: 101) { edges { node { id } } } }", "Requesting 101 records on the `products` connection exceeds the `last` limit of 100 records.")]
    [TestCase("{ orders(first: -1) { edges { node { id } } } }", "`first` on the `orders` connection cannot be less than zero.")]
    [TestCase("{ orders(first: 1, last: 1) { edges { node { id } } } }", "Passing both `first` and `last` to paginate the `orders` connection is not supported.")]
    [TestCase("{ products(first: 1, after: \"nonsense\") { edges { node { id } } } }", "Received cursor is invalid.")]
    public async Task Refuses_pages_that_Saleor_refuses(string query, string message)
    {
        var answer = await Shop.QueryAsync(query, token: Token);
        Assert.That(answer.GetProperty("errors")[0].GetProperty("message").GetString(), Is.EqualTo(message));
    }

    [Test]
    public async Task Refuses_what_costs_too_much_and_says_what_it_would_cost()
    {
        const string Nested = "{ categories(first: 100) { edges { node { children(first: 100) { edges { node { children(first: 100) { edges { node { id } } } } } } } } } }";
        var answer = await Shop.QueryAsync(Nested, token: Token);
        var cost = answer.GetProperty("extensions").GetProperty("cost");
        Assert.That(Exception(answer), Is.EqualTo("QueryCostError"));
        Assert.That(cost.GetProperty("requestedQueryCost").GetInt32(), Is.GreaterThan(cost.GetProperty("maximumAvailable").GetInt32()));
        Assert.That(cost.GetProperty("maximumAvailable").GetInt32(), Is.EqualTo(50_000));
    }

    [Test]
    public async Task Counts_pages_that_variables_leave_to_their_default()
    {
        const string Query = "query($many: Int = 100) { categories(first: $many) { edges { node { children(first: $many) { edges { node { children(first: $many) { edges { node { id } } } } } } } } } }";
        Assert.That(Exception(await Shop.QueryAsync(Query, token: Token)), Is.EqualTo("QueryCostError"));
    }

    [TestCase("{ orders(first: 1) { edges { node { nonsense } } } }")]
    [TestCase("{ orders(first: 1, color: RED) { edges { node { id } } } }")]
    [TestCase("query($id: ID!) { order(id: $id) { id } }")]
    [TestCase("{ order(id: \"x\") }")]
    [TestCase("subscription { event { issuedAt } }")]
    [TestCase("{ order(")]
    public async Task Refuses_documents_that_are_not_valid(string query)
    {
        using var content = new StringContent(JsonSerializer.Serialize(new { query }), System.Text.Encoding.UTF8, "application/json");
        using var answer = await Shop.Http.PostAsync("graphql/", content);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Tells_a_missing_permission_as_recorded()
    {
        await Shop.AddAppAsync("weak", "MANAGE_PRODUCTS");
        using var recorded = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(ContractsFolder.Find("saleor"), "graphql-responses", "errors.json")));
        var answer = await Shop.QueryAsync("{\n  orders(first: 1) { edges { node { number } } }\n}", token: "weak");
        Assert.That(answer.GetProperty("errors").GetRawText(), Is.EqualTo(JsonSerializer.Serialize(recorded.RootElement.GetProperty("errors"))));
        Assert.That(answer.GetProperty("data").GetProperty("orders").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase(null)]
    [TestCase("unknown")]
    public async Task Shows_a_stranger_only_what_a_channel_shows(string? token)
    {
        await Shop.PostAsync("products", new { name = "Secret", sku = "SECRET" });
        using (await Shop.Http.PatchAsync("products/SECRET", System.Net.Http.Json.JsonContent.Create(new { published = false })))
        {
            var count = (await Shop.QueryAsync("{ products(first: 1, channel: \"default-channel\") { totalCount } }", token: token)).GetProperty("data").GetProperty("products").GetProperty("totalCount");
            Assert.That(count.GetInt32(), Is.EqualTo(36));
            Assert.That(Exception(await Shop.QueryAsync("{ app { id } }", token: token)), Is.EqualTo("PermissionDenied"));
        }
    }

    [Test]
    public async Task Denies_an_app_whose_token_was_revoked()
    {
        var app = (await DataAsync("{ app { id } }")).GetProperty("app").GetProperty("id").GetString();
        await Shop.PostAsync($"apps/{app}/revoke");
        Assert.That(Exception(await Shop.QueryAsync("{ app { id } }", token: Token)), Is.EqualTo("PermissionDenied"));
    }

    [Test]
    public async Task Tells_prices_of_a_channel_only_where_one_is_asked_for()
    {
        const string Query = "query($channel: String) { products(first: 5, channel: $channel) { edges { node { pricing { onSale } variants { pricing { price { gross { amount } net { amount } } } } } } } }";
        var all = (await DataAsync(Query)).GetProperty("products").GetProperty("edges")[0].GetProperty("node");
        var inChannel = (await DataAsync(Query, new { channel = "default-channel" })).GetProperty("products").GetProperty("edges")[0].GetProperty("node");
        var price = inChannel.GetProperty("variants")[0].GetProperty("pricing").GetProperty("price");
        Assert.That(all.GetProperty("pricing").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(price.GetProperty("net").GetProperty("amount").GetDecimal(), Is.LessThan(price.GetProperty("gross").GetProperty("amount").GetDecimal()));
    }
}
