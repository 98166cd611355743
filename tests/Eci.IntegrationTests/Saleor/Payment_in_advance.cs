using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Payment_in_advance(DatabaseKind kind) : ConnectionFixture(kind)
{
    private const string Route = "/api/saleor/syncwebhook/v1/prepayment";
    private const string Euros = """{"issuedAt":"2026-01-05T12:00:00+00:00","payment":{"total":{"amount":29.26,"currency":"EUR"}}}""";
    private const int Calls = 1000;

    /// <summary>The fields that Saleor reads of an answer, as the facts about it say.</summary>
    private static readonly string[] KnownFields =
    [
        "action_required", "action_required_data", "kind", "amount", "customer_id", "error", "payment_method", "psp_reference", "transaction_id",
        "transaction_already_processed",
    ];

    [Test]
    public async Task Is_offered_as_the_settings_say()
    {
        var (tenant, link, webhookId) = await ConnectAsync("PREPAYMENT");
        var gateway = (await AskShopAsync(webhookId, "payment_list_gateways", """{"issuedAt":"2026-01-05T12:00:00+00:00"}""")).EnumerateArray().Single();
        Assert.That((Text(gateway, "id"), Text(gateway, "name"), gateway.GetProperty("currencies").ToString(), gateway.GetProperty("config").ToString()),
            Is.EqualTo(("eci.prepayment", "Prepayment", """["EUR"]""", "[]")));

        await ChangeAsync("updateSaleorPrepaymentApp", "UpdateSaleorPrepaymentAppInput", "id", tenant.Key, new
        {
            id = link.AppId,
            settings = new { gatewayId = "vorkasse", gatewayName = "Vorkasse", currencies = "EUR, CHF" },
        });
        gateway = (await AskShopAsync(webhookId, "payment_list_gateways", "{}")).EnumerateArray().Single();
        Assert.That((Text(gateway, "id"), Text(gateway, "name"), gateway.GetProperty("currencies").ToString()), Is.EqualTo(("vorkasse", "Vorkasse", """["EUR","CHF"]""")));
    }

    [TestCase("payment_authorize", "auth")]
    [TestCase("payment_process", "auth")]
    [TestCase("payment_confirm", "capture")]
    [TestCase("payment_capture", "capture")]
    [TestCase("payment_refund", "refund")]
    [TestCase("payment_void", "void")]
    public async Task Is_answered_with_what_became_of_it(string name, string kindOfAnswer)
    {
        var (_, _, webhookId) = await ConnectAsync("PREPAYMENT");
        var first = await AskShopAsync(webhookId, name, Euros);
        var second = await AskShopAsync(webhookId, name, Euros);
        Assert.That(Text(first, "kind"), Is.EqualTo(kindOfAnswer));
        Assert.That(first.GetProperty("action_required").GetBoolean(), Is.False);
        Assert.That(first.TryGetProperty("error", out _), Is.False);
        Assert.That(Text(first, "transaction_id"), Has.Length.GreaterThan(22).And.Not.EqualTo(Text(second, "transaction_id")));
        Assert.That(first.EnumerateObject().Select(p => p.Name), Is.SubsetOf(KnownFields));
    }

    [TestCase("""{"payment":{"total":{"amount":1,"currency":"USD"}}}""", true)]
    [TestCase("""{"amount":"29.260","gateway":"app:1:eci.prepayment","currency":"USD"}""", true)]
    [TestCase("""{"amount":"29.260","gateway":"app:1:eci.prepayment","currency":"EUR"}""", false)]
    [TestCase("{}", false)]
    public async Task Is_refused_in_a_currency_that_the_settings_do_not_name(string body, bool refused)
    {
        var (_, _, webhookId) = await ConnectAsync("PREPAYMENT");
        Assert.That((await AskShopAsync(webhookId, "payment_process", body)).TryGetProperty("error", out _), Is.EqualTo(refused));
    }

    [TestCase("payment_authorize", true)]
    [TestCase("payment_process", true)]
    [TestCase("payment_confirm", false)]
    [TestCase("payment_capture", false)]
    [TestCase("payment_refund", false)]
    [TestCase("payment_void", false)]
    public async Task Goes_on_in_a_currency_that_the_settings_named_once(string name, bool refused)
    {
        var (_, _, webhookId) = await ConnectAsync("PREPAYMENT");
        var answer = await AskShopAsync(webhookId, name, """{"payment":{"total":{"amount":1,"currency":"CHF"}}}""");
        Assert.That(answer.TryGetProperty("error", out _), Is.EqualTo(refused));
    }

    [TestCase("bank")]
    [TestCase("prepayment.old")]
    public async Task Has_an_id_that_the_hub_recognises(string gatewayId)
    {
        var (tenant, link, _) = await ConnectAsync("PREPAYMENT");
        var refusal = await RefusalAsync("updateSaleorPrepaymentApp", "UpdateSaleorPrepaymentAppInput", tenant.Key, new { id = link.AppId, settings = new { gatewayId } });
        Assert.That(refusal.Fields, Is.EqualTo(["settings.gatewayId"]));
    }

    [Test]
    public async Task Is_answered_only_to_its_shop()
    {
        var (_, _, webhookId) = await ConnectAsync("PREPAYMENT");
        var forged = await OutcomeAsync(DeliverAsync(webhookId, "payment_list_gateways", "{}", "x..y", Route));
        Assert.That(forged, Is.EqualTo((HttpStatusCode.Unauthorized, "invalid_signature")));
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "payment_refund", "[", route: Route)), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")));
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "order_created", "{}", route: Route)), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")));
    }

    [Test]
    public async Task Is_answered_while_the_customer_waits()
    {
        var (_, _, webhookId) = await ConnectAsync("PREPAYMENT");
        string[] events = ["payment_list_gateways", "payment_process", "payment_capture", "payment_refund", "payment_void"];
        await AskShopAsync(webhookId, "payment_process", Euros);
        var times = new List<TimeSpan>(Calls);
        for (var i = 0; i < Calls; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            using var answer = await DeliverAsync(webhookId, events[i % events.Length], Euros, route: Route);
            times.Add(TimeProvider.System.GetElapsedTime(start));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        times.Sort();
        var (median, high) = (times[Calls / 2], times[Calls * 99 / 100]);
        await TestContext.Out.WriteLineAsync($"{Calls} calls, signing included: p50 {median.TotalMilliseconds:0.0} ms, p99 {high.TotalMilliseconds:0.0} ms");
        Assert.That(high, Is.LessThan(TimeSpan.FromMilliseconds(100)));
    }

    private async Task<JsonElement> AskShopAsync(string webhookId, string name, string body)
    {
        using var answer = await DeliverAsync(webhookId, name, body, route: Route);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
