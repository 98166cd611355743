using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.Tracking;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Asking_for_a_package(DatabaseKind kind) : TrackingFixture(kind)
{
    private const string Everything = """
        query ($id: ID!) {
          packageByTrackingId(trackingId: $id) {
            id carrier state trackingId carrierTrackingUrl
            order {
              orderNumber email language
              packages { trackingId state order { orderNumber } events { state package { trackingId } sentEmail { status packageEvent { rawCode } } } }
            }
            events { id time state message location rawCode sentEmail { time email status reason language subject } }
          }
        }
        """;

    private readonly StatementCounter _statements = new();

    [Test]
    public async Task Tells_of_its_order_events_and_mails()
    {
        var shop = await AddShopAsync();
        await TellInTurnAsync(shop.Scan(OutForDelivery, 9), shop.Scan(InTransit, 8) with { Location = "Köln", Message = "Hallo" });
        var package = await FindAsync(shop, shop.Package.TrackingId);

        Assert.Multiple(() =>
        {
            Assert.That(package.GetProperty("id").GetString(), Is.EqualTo(shop.Package.Id));
            Assert.That(package.GetProperty("carrier").GetString(), Is.EqualTo("DPD"));
            Assert.That(package.GetProperty("state").GetString(), Is.EqualTo("OUT_FOR_DELIVERY"));
            Assert.That(
                package.GetProperty("carrierTrackingUrl").GetString(), Is.EqualTo($"https://tracking.dpd.de/status/de_DE/parcel/{shop.Package.TrackingId}"));
            Assert.That(package.GetProperty("order").GetProperty("orderNumber").GetString(), Is.EqualTo(shop.Order.OrderNumber));
            Assert.That(package.GetProperty("order").GetProperty("email").GetString(), Is.EqualTo(shop.Contact.Email));
            var events = package.GetProperty("events").EnumerateArray().ToList();
            Assert.That(events.Select(e => e.GetProperty("state").GetString()), Is.EqualTo(new[] { "IN_TRANSIT", "OUT_FOR_DELIVERY" }), "By the time of the scans.");
            Assert.That(events[0].GetProperty("time").GetString(), Is.EqualTo("2026-03-02T07:00:00Z"));
            Assert.That(events[0].GetProperty("location").GetString(), Is.EqualTo("Köln"));
            Assert.That(events[0].GetProperty("message").GetString(), Is.EqualTo("Hallo"));
            Assert.That(events[0].GetProperty("sentEmail").ValueKind, Is.EqualTo(JsonValueKind.Null), "Late news is not decided about.");
            Assert.That(events[1].GetProperty("sentEmail").GetProperty("email").GetString(), Is.EqualTo(shop.Contact.Email));
        });
    }

    [Test]
    public async Task Finds_the_number_however_it_is_written()
    {
        var shop = await AddShopAsync(s => s.Package.CarrierTrackingUrl = "https://example.com/here");
        var written = shop.Package.TrackingId.Insert(4, " ").Insert(9, " ") + " ";
        Assert.That((await FindAsync(shop, written)).GetProperty("carrierTrackingUrl").GetString(), Is.EqualTo("https://example.com/here"));
    }

    [TestCase("0000")]
    [TestCase("")]
    [TestCase("' OR 1=1 --")]
    public async Task Finds_nothing_for_a_number_that_is_not_known(string trackingId)
    {
        var shop = await AddShopAsync();
        Assert.That((await FindAsync(shop, trackingId)).ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Finds_nothing_of_another_tenant()
    {
        var shop = await AddShopAsync();
        var other = await AddShopAsync();
        Assert.That((await FindAsync(other, shop.Package.TrackingId)).ValueKind, Is.EqualTo(JsonValueKind.Null));

        var twin = new Package { Id = Ids.New(IdPrefix.Package), TenantId = other.TenantId, Carrier = Carrier.Dpd, TrackingId = shop.Package.TrackingId };
        await StoreAsync(db => db.Add(twin));
        Assert.That((await FindAsync(other, shop.Package.TrackingId)).GetProperty("id").GetString(), Is.EqualTo(twin.Id));
        Assert.That((await FindAsync(shop, shop.Package.TrackingId)).GetProperty("id").GetString(), Is.EqualTo(shop.Package.Id));
    }

    [Test]
    public async Task Names_the_carrier_when_two_have_the_number()
    {
        var shop = await AddShopAsync();
        await StoreAsync(db => db.Add(
            new Package { Id = Ids.New(IdPrefix.Package), TenantId = shop.TenantId, Carrier = Carrier.Ups, TrackingId = shop.Package.TrackingId }));
        const string query = "query ($id: ID!, $carrier: Carrier) { packageByTrackingId(trackingId: $id, carrier: $carrier) { carrier } }";
        Assert.That(CodeOf(await AskAsync(query, shop.Key, new { id = shop.Package.TrackingId })), Is.EqualTo("AMBIGUOUS_TRACKING_ID"));
        var answer = await AskAsync(query, shop.Key, new { id = shop.Package.TrackingId, carrier = "UPS" });
        Assert.That(answer.GetProperty("data").GetProperty("packageByTrackingId").GetProperty("carrier").GetString(), Is.EqualTo("UPS"));
    }

    [TestCase(null)]
    [TestCase("wrong")]
    public async Task Needs_a_key(string? key)
    {
        var answer = await AskAsync(Everything, key, new { id = "01906000683796" });
        Assert.That(CodeOf(answer), Is.EqualTo("UNAUTHENTICATED"));
        Assert.That(answer.TryGetProperty("data", out _), Is.False);
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public async Task Needs_a_key_that_is_still_valid(bool expired, bool revoked)
    {
        var shop = await AddShopAsync();
        var past = new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await AddKeyAsync(shop, DemoTenant.AllScopes, expired ? past : null, revoked ? past : null);
        Assert.That(CodeOf(await AskAsync("{ healthCheck }", $"other_{shop.Key}")), Is.EqualTo("UNAUTHENTICATED"));
    }

    [TestCase("read:orders read:events read:emails", "read:packages")]
    [TestCase("read:packages read:events read:emails", "read:orders")]
    [TestCase("read:packages read:orders read:emails", "read:events")]
    [TestCase("read:packages read:orders read:events", "read:emails")]
    [TestCase("", "read:packages")]
    public async Task Needs_every_scope_it_touches_and_names_the_missing_one(string scopes, string missing)
    {
        var shop = await AddShopAsync();
        await AddKeyAsync(shop, scopes);
        var answer = await AskAsync(Everything, $"other_{shop.Key}", new { id = shop.Package.TrackingId });
        var errors = answer.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("extensions")).ToList();
        Assert.That(errors.Select(e => e.GetProperty("code").GetString()), Is.All.EqualTo("FORBIDDEN"));
        Assert.That(errors.Select(e => e.GetProperty("scope").GetString()), Does.Contain(missing));
        Assert.That(answer.ToString(), Does.Not.Contain(shop.Contact.Email));
    }

    [Test]
    public async Task Takes_as_many_statements_for_many_packages_and_events_as_for_one()
    {
        var small = await WithPackagesAsync(1);
        var large = await WithPackagesAsync(20);
        Assert.That(await StatementsAsync(large), Is.EqualTo(await StatementsAsync(small)));
        var order = (await FindAsync(large, large.Package.TrackingId)).GetProperty("order");
        Assert.That(order.GetProperty("packages").EnumerateArray().SelectMany(p => p.GetProperty("events").EnumerateArray()).Count(), Is.EqualTo(40));
    }

    [Test]
    public async Task Tells_when_the_carrier_expects_to_deliver_and_who_took_it()
    {
        var shop = await AddShopAsync(s =>
        {
            s.Package.EstimatedDeliveryDate = new DateOnly(2026, 3, 5);
            s.Package.EstimatedDeliveryFrom = new TimeOnly(9, 30);
            s.Package.EstimatedDeliveryUntil = new TimeOnly(12, 0);
            s.Package.ReceivedBy = "HOPPER";
        });
        const string query = """
            query ($id: ID!) {
              packageByTrackingId(trackingId: $id) {
                estimatedDeliveryDate estimatedDeliveryFrom estimatedDeliveryUntil receivedBy isReturn attentionReason attentionSince
              }
            }
            """;
        var answer = await AskAsync(query, shop.Key, new { id = shop.Package.TrackingId });
        Assert.That(
            answer.GetProperty("data").GetProperty("packageByTrackingId").GetRawText(),
            Is.EqualTo("""{"estimatedDeliveryDate":"2026-03-05","estimatedDeliveryFrom":"09:30:00","estimatedDeliveryUntil":"12:00:00","receivedBy":"HOPPER","isReturn":false,"attentionReason":null,"attentionSince":null}"""));

        var key = await NewKeyAsync(shop, "read:packages");
        Assert.That(CodeOf(await AskAsync("{ packageByTrackingId(trackingId: \"1\") { receivedBy } }", key)), Is.EqualTo("FORBIDDEN"));
        Assert.That(CodeOf(await AskAsync(query, key, new { id = shop.Package.TrackingId })), Is.EqualTo("FORBIDDEN"));
    }

    protected override void Configure(EciTestHostOptions options) =>
        options.Services = services => services.AddSingleton<IInterceptor>(_statements);

    private async Task<JsonElement> FindAsync(Shop shop, string trackingId)
    {
        var answer = await AskAsync(Everything, shop.Key, new { id = trackingId });
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return answer.GetProperty("data").GetProperty("packageByTrackingId");
    }

    /// <summary>A shop whose order has so many packages, each with one event, besides the one with as many events.</summary>
    private async Task<Shop> WithPackagesAsync(int count)
    {
        var shop = await AddShopAsync();
        var numbers = Enumerable.Range(0, count).Select(i => $"{shop.Package.TrackingId}{i}").ToList();
        await StoreAsync(db => db.AddRange(numbers.Select(number => new Package
        {
            Id = Ids.New(IdPrefix.Package),
            TenantId = shop.TenantId,
            OrderId = shop.Order.Id,
            Carrier = Carrier.Dpd,
            TrackingId = number,
        })));
        await TellAsync([.. numbers.SelectMany((number, i) => new[] { shop.Scan(InTransit, i) with { TrackingId = number }, shop.Scan(InTransit, i) })]);
        return shop;
    }

    private Task AddKeyAsync(Shop shop, string scopes, DateTimeOffset? expiresAt = null, DateTimeOffset? revokedAt = null) => StoreAsync(db => db.Add(new ApiKey
    {
        Id = Ids.New(IdPrefix.ApiKey),
        TenantId = shop.TenantId,
        Name = "Other",
        Hash = ApiKey.HashOf($"other_{shop.Key}"),
        Scopes = scopes,
        ExpiresAt = expiresAt,
        RevokedAt = revokedAt,
    }));

    private async Task<int> StatementsAsync(Shop shop)
    {
        var before = _statements.Count;
        await FindAsync(shop, shop.Package.TrackingId);
        return _statements.Count - before;
    }
}
