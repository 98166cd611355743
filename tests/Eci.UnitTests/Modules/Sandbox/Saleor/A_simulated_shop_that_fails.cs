using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Saleor;

internal sealed class A_simulated_shop_that_fails : ShopTests
{
    private const string Place = "mutation Pay($id: ID!) { orderMarkAsPaid(id: $id) { errors { field code message } } }";

    [TestCase("429")]
    [TestCase("503")]
    public async Task Answers_a_status_as_often_as_ordered_and_only_for_the_operation(string kind)
    {
        await FailAsync(new { kind, count = 2, operation = "app", retryAfterSeconds = 9 });
        var statuses = new List<int>();
        foreach (var query in new[] { "{ shop { name } }", "{ app { id } }", "{ app { id } }", "{ app { id } }" })
        {
            using var answer = await CallAsync(query);
            statuses.Add((int)answer.StatusCode);
            if (answer.StatusCode != HttpStatusCode.OK)
                Assert.That(answer.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(9)));
        }

        var status = int.Parse(kind, null);
        Assert.That(statuses, Is.EqualTo(new[] { 200, status, status, 200 }));
    }

    [TestCase("PermissionDenied")]
    [TestCase("ExpiredSignatureError")]
    [TestCase("InvalidTokenError")]
    public async Task Answers_errors_in_place_of_data(string kind)
    {
        await FailAsync(new { kind });
        Assert.That(Exception(await Shop.QueryAsync("{ app { id } }", token: Token)), Is.EqualTo(kind));
    }

    [Test]
    public async Task Refuses_a_mutation_with_the_error_that_was_ordered()
    {
        var id = (await Shop.PlaceOrderAsync(new { paid = false })).GetProperty("id").GetString();
        await FailAsync(new { kind = "mutation-error", code = "TRANSACTION_ERROR", message = "Locked.", field = "id" });
        await DataAsync("{ shop { name } }");
        var error = (await DataAsync(Place, new { id })).GetProperty("orderMarkAsPaid").GetProperty("errors")[0];
        Assert.That(error.GetRawText(), Is.EqualTo("""{"field":"id","code":"TRANSACTION_ERROR","message":"Locked."}"""));
        Assert.That(Codes(await DataAsync(Place, new { id })), Is.Empty);
    }

    [Test]
    public async Task Does_what_it_is_told_before_an_answer_is_lost()
    {
        var order = await Shop.PlaceOrderAsync(new { paid = false });
        await FailAsync(new { kind = "lost-answer" });
        Assert.That(() => CallAsync(Place, new { id = order.GetProperty("id").GetString() }), Throws.InstanceOf<HttpRequestException>());
        Assert.That((await Shop.OrderAsync(order.GetProperty("number").GetString()!)).GetProperty("chargeStatus").GetString(), Is.EqualTo("FULL"));
    }

    [TestCase("malformed")]
    [TestCase("empty")]
    [TestCase("html")]
    public async Task Answers_rubbish(string kind)
    {
        await FailAsync(new { kind });
        using var answer = await CallAsync("{ shop { name } }");
        var body = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(() => JsonDocument.Parse(body), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public async Task Breaks_the_connection_within_an_answer()
    {
        await FailAsync(new { kind = "cut-off" });
        Assert.That(() => CallAsync("{ shop { name } }"), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task Gives_no_answer_until_the_caller_gives_up()
    {
        await FailAsync(new { kind = "timeout" });
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.That(() => CallAsync("{ shop { name } }", cancellationToken: patience.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await DataAsync("{ shop { name } }")).GetProperty("shop").GetProperty("name").GetString(), Is.EqualTo("Saleor sandbox"));
    }

    [Test]
    public async Task Throttles_calls_beyond_the_limit_of_a_minute()
    {
        await Shop.PostAsync("control/limits", new { callsPerMinute = 2 });
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await CallAsync("{ shop { name } }");
            statuses.Add(answer.StatusCode);
        }

        Time.Advance(TimeSpan.FromMinutes(1));
        using var later = await CallAsync("{ shop { name } }");
        Assert.That(statuses.Append(later.StatusCode), Is.EqualTo(new[] { HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK }));
    }

    [TestCase("control/failures", """{"kind":"418"}""")]
    [TestCase("control/failures", """{"kind":"500","count":0}""")]
    [TestCase("control/limits", """{"callsPerMinute":-1}""")]
    [TestCase("control/deliveries", """{"copies":0}""")]
    [TestCase("orders", """{"lines":[{"sku":"NONE"}]}""")]
    [TestCase("orders", """{"lines":[{"sku":"COFFEE-1-1","quantity":0}]}""")]
    [TestCase("orders", """{"lines":[{"sku":"COFFEE-1-1","quantity":500}]}""")]
    [TestCase("orders", """{"voucher":"NONE"}""")]
    [TestCase("orders", """{"giftCard":"NONE"}""")]
    [TestCase("orders", """{"lines":null}""")]
    [TestCase("orders", """{"lines":[null]}""")]
    [TestCase("orders", """{"lines":[{"sku":"COFFEE-1-1","quantity":100},{"sku":"COFFEE-1-1","quantity":100}]}""")]
    [TestCase("orders", """{"metadata":{"key":null}}""")]
    [TestCase("orders", """{"color":"red"}""")]
    [TestCase("orders/4711/pay", "{}")]
    [TestCase("orders/2001/juggle", "{}")]
    [TestCase("shop", """{"products":0}""")]
    [TestCase("install", """{"manifestUrl":"ftp://x"}""")]
    [TestCase("apps", """{"token":"t","permissions":["NONE"]}""")]
    [TestCase("stock", """{"sku":"NONE","quantity":1}""")]
    [TestCase("stock", """{"sku":"COFFEE-1-1","quantity":-1}""")]
    [TestCase("products", """{"name":"Tea","sku":"TEA","price":-1}""")]
    [TestCase("products", """{"name":"Tea","sku":"TEA","quantity":-1}""")]
    [TestCase("graphql/", """{"query":"{ orders(first: 99999999999) { totalCount } }"}""")]
    [TestCase("graphql/", """{"query":"mutation { orderCancel(id: \"x\") { order { user { orders(first: 99999999999) { totalCount } } } } }"}""")]
    [TestCase("graphql/", """{"query":"mutation M($id: ID!) { orderCancel(id: $id) { errors { code } } }","variables":[7]}""")]
    [TestCase("graphql/", """{"query":"{ shop { name } }","variables":"none"}""")]
    [TestCase("graphql/", """{"query":"{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"}""")]
    [TestCase("graphql/", """[]""")]
    public async Task Refuses_orders_that_make_no_sense(string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Shop.Http.PostAsync(path, content);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private Task FailAsync(object order) => Shop.PostAsync("control/failures", order);

    private async Task<HttpResponseMessage> CallAsync(string query, object? variables = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Shop.ApiUrl);
        request.Content = JsonContent.Create(new { query, variables });
        request.Headers.Add("Authorization-Bearer", Token);
        return await Shop.Http.SendAsync(request, cancellationToken);
    }
}
