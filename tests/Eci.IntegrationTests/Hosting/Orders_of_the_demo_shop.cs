using System.Net.Http.Json;
using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NUnit.Framework;

namespace Eci.IntegrationTests.Hosting;

/// <summary>The demo as the README tells it: the shop connects itself, an order travels from there to the customer and back.</summary>
internal sealed class Orders_of_the_demo_shop() : DatabaseFixture(DatabaseKind.Sqlite)
{
    private const string TrackingId = "01505098765432";
    private const string Customer = "ada.lovelace@example.com";

    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Moments = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Come_within_seconds_and_travel_to_the_customer_and_back_to_the_shop()
    {
        var address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", FreePort.Next()).Uri.AbsoluteUri;
        await using var hub = await EciTestHost.StartAsync(Database, options =>
        {
            options.Settings["Kestrel:Endpoints:Http:Url"] = address;
            options.Settings["Eci:PublicUrl"] = address;
            options.Settings["Eci:Sandbox:Saleor:ConnectDemo"] = "true";
        });
        await Eventually.Async(async () => (await AppsAsync(hub)).Count == 1, Moments, "the shop installs the app");
        await Eventually.Async(async () => await hub.ScalarAsync("SELECT count(*) FROM saleor_installation") == 1, Moments, "the hub has the token");

        using var placed = await hub.Client.PostAsync(new Uri("/sandbox/saleor/orders", UriKind.Relative), content: null);
        placed.EnsureSuccessStatusCode();
        await Eventually.Async(async () => await OrderAsync(hub) is not null, Seconds, "the order is in the hub");
        await AssertCompleteAsync(hub);

        await AddPackageAsync(hub);
        await Eventually.Async(async () => await FulfilmentAsync(hub) is not null, Moments, "the shop knows of the parcel");
        using var journey = await hub.Client.PostAsync(new Uri($"/sandbox/dpd/parcels/{TrackingId}/journey", UriKind.Relative), content: null);
        journey.EnsureSuccessStatusCode();
        await Eventually.Async(async () => await StateInShopAsync(hub) is "DELIVERED", TimeSpan.FromMinutes(2), "the shop knows that the parcel was delivered");
        await Eventually.Async(async () => (await OrderAsync(hub))!.Stage is OrderStage.Done, Moments, "the order is done");
        Assert.That((await OrderAsync(hub))!.Status, Is.EqualTo(OrderStatus.Closed));
        Assert.That(await MailsAsync(hub), Has.Count.GreaterThanOrEqualTo(2));
    }

    private static async Task AssertCompleteAsync(EciTestHost hub)
    {
        var order = (await OrderAsync(hub))!;
        Assert.That(order.LineItems, Is.Not.Empty);
        Assert.That(order.LineItems.Select(l => l.TaxRate), Is.All.GreaterThan(0));
        Assert.That(order.ShippingAddress?.City, Is.Not.Empty);
        Assert.That(order.MainContact?.Email, Is.EqualTo(Customer));
        Assert.That(order.Payments.Single().Amount, Is.EqualTo(order.TotalGross));
        Assert.That(order.PaymentStatus, Is.EqualTo(OrderPaymentStatus.FullyPaid));
    }

    private static Task<Order?> OrderAsync(EciTestHost hub) => hub.QueryAsync(db => db.Set<Order>().AsNoTracking()
        .Include(o => o.LineItems).Include(o => o.Payments).Include(o => o.MainContact).Include(o => o.ShippingAddress)
        .SingleOrDefaultAsync(o => o.OrderNumber == "STORE-2001"));

    private static async Task AddPackageAsync(EciTestHost hub)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/graphql");
        request.Headers.Add("Authorization", $"Bearer {DemoTenant.ApiKey}");
        request.Content = JsonContent.Create(new
        {
            query = $$"""mutation { registerPackage(input: { carrier: DPD, trackingId: "{{TrackingId}}", orderNumber: "STORE-2001" }) { id } }""",
        });
        using var answer = await hub.Client.SendAsync(request);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("errors"));
    }

    private static async Task<List<JsonElement>> AppsAsync(EciTestHost hub) => await hub.Client.GetFromJsonAsync<List<JsonElement>>("/sandbox/saleor/apps") ?? [];

    private static async Task<JsonElement?> FulfilmentAsync(EciTestHost hub)
    {
        var order = await hub.Client.GetFromJsonAsync<JsonElement>("/sandbox/saleor/orders/2001");
        var fulfilments = order.GetProperty("fulfillments").EnumerateArray().Where(f => f.GetProperty("trackingNumber").GetString() == TrackingId).ToList();
        return fulfilments.Count == 0 ? null : fulfilments.Single();
    }

    private static async Task<string?> StateInShopAsync(EciTestHost hub) =>
        await FulfilmentAsync(hub) is { } fulfilment && fulfilment.GetProperty("metadata").TryGetProperty("state", out var state) ? state.GetString() : null;

    private static async Task<List<MimeMessage>> MailsAsync(EciTestHost hub)
    {
        var mails = await Task.WhenAll(Directory.GetFiles(hub.MailFolder, "*.eml").Select(path => MimeMessage.LoadAsync(path)));
        return [.. mails.Where(mail => mail.To.Mailboxes.Single().Address == Customer)];
    }
}
