using System.Text.Json;
using Eci.Commerce;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.IntegrationTests.CanonicalModel;

/// <summary>A shop with three packages: one on its way, one delivered, one that needs attention and belongs to no order.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Filters_of_lists(DatabaseKind kind) : CommerceFixture(kind)
{
    private const string Start = "2026-03-01T08:00:00Z";
    private const string End = "2026-03-02T08:00:00Z";

    private Shop _shop = null!;
    private string _number = string.Empty;

    [OneTimeSetUp]
    public async Task AddRowsAsync()
    {
        var (start, end) = (new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        _shop = await AddShopAsync(s =>
        {
            (s.Package.State, s.Package.StateTime) = (PackageState.InTransit, start);
            s.Order.Date = start;
        });
        _number = _shop.Package.TrackingId;
        var order = new Order
        {
            Id = $"o2_{_number}",
            TenantId = _shop.TenantId,
            OrderNumber = "second",
            Date = end,
            Language = "fr",
            Origin = "saleor",
            Stage = OrderStage.Shipped,
            Status = OrderStatus.Closed,
            PaymentStatus = OrderPaymentStatus.FullyPaid,
            ShipmentStatus = OrderShipmentStatus.Shipped,
        };
        var delivered = new Package
        {
            Id = $"pa2_{_number}",
            TenantId = _shop.TenantId,
            Carrier = Carrier.Dhl,
            TrackingId = "D2",
            OrderId = order.Id,
            State = PackageState.Delivered,
            StateTime = end,
        };
        var troubled = new Package
        {
            Id = $"pa3_{_number}",
            TenantId = _shop.TenantId,
            Carrier = Carrier.Ups,
            TrackingId = "U3",
            State = PackageState.Exception,
            AttentionReason = AttentionReason.Exception,
            AttentionSince = start,
            TrackingEnabled = false,
        };
        var contact = new Contact
        {
            Id = $"c2_{_number}",
            TenantId = _shop.TenantId,
            Email = "grace@example.com",
            FirstName = "Émilie",
            LastName = "Hop_per",
            TrackingEmailsConsent = false,
        };
        var (first, late, second) = (EventOf(_shop.Package, start), EventOf(_shop.Package, end, PackageState.InformationReceived, movedFrom: null), EventOf(delivered, end, PackageState.Delivered));
        await StoreAsync(db => db.AddRange(order, delivered, troubled, contact, first, late, second, MailOf(first), MailOf(late, NotSentReason.OldNews), MailOf(second, NotSentReason.NoRecipient)));
    }

    [TestCase("{}", "pa pa2 pa3")]
    [TestCase("null", "pa pa2 pa3")]
    [TestCase("{states: [IN_TRANSIT, EXCEPTION]}", "pa pa3")]
    [TestCase("{states: []}", "")]
    [TestCase("{states: null}", "pa pa2 pa3")]
    [TestCase("{carriers: [DHL]}", "pa2")]
    [TestCase("{orderId: \"o2_#\"}", "pa2")]
    [TestCase("{trackingId: \" d 2\"}", "pa2")]
    [TestCase("{trackingId: \"' OR 1=1\"}", "")]
    [TestCase("{needsAttention: true}", "pa3")]
    [TestCase("{needsAttention: false}", "pa pa2")]
    [TestCase("{attentionReasons: [EXCEPTION, RETURNED]}", "pa3")]
    [TestCase("{attentionReasons: [NO_MOVEMENT]}", "")]
    [TestCase("{trackingEnabled: false}", "pa3")]
    [TestCase("{trackingEnabled: true, carriers: [DPD, UPS]}", "pa")]
    [TestCase("{stateTimeFrom: \"" + Start + "\", stateTimeTo: \"" + End + "\"}", "pa")]
    [TestCase("{stateTimeFrom: \"" + End + "\"}", "pa2")]
    [TestCase("{createdFrom: \"2020-01-01T00:00:00Z\", updatedTo: \"2020-01-02T00:00:00Z\"}", "")]
    [TestCase("{createdTo: \"2020-01-01T00:00:00Z\"}", "")]
    [TestCase("{updatedFrom: \"2020-01-01T00:00:00+01:00\"}", "pa pa2 pa3")]
    public Task Keep_packages(string filter, string kept) => AssertKeptAsync("packages", filter, kept);

    [TestCase("{}", "o o2")]
    [TestCase("{orderNumber: \"second\"}", "o2")]
    [TestCase("{orderNumber: \"sec\"}", "")]
    [TestCase("{contactId: \"c_#\"}", "o")]
    [TestCase("{email: \" ADA.#@Example.com \"}", "o")]
    [TestCase("{language: \"FR-be\"}", "o2")]
    [TestCase("{language: \"?\"}", "")]
    [TestCase("{hasOpenPackages: true}", "o")]
    [TestCase("{hasOpenPackages: false}", "o2")]
    [TestCase("{dateFrom: \"" + Start + "\", dateTo: \"" + End + "\"}", "o")]
    [TestCase("{createdTo: \"2020-01-01T00:00:00Z\"}", "")]
    [TestCase("{createdFrom: \"2020-01-01T00:00:00Z\"}", "o o2")]
    [TestCase("{updatedTo: \"2020-01-01T00:00:00Z\"}", "")]
    [TestCase("{updatedFrom: \"2020-01-01T00:00:00Z\"}", "o o2")]
    [TestCase("{stages: [SHIPPED, DONE]}", "o2")]
    [TestCase("{stages: [STORED]}", "o")]
    [TestCase("{statuses: [CLOSED]}", "o2")]
    [TestCase("{paymentStatuses: [FULLY_PAID, FULLY_REFUNDED]}", "o2")]
    [TestCase("{paymentStatuses: []}", "")]
    [TestCase("{shipmentStatuses: [PENDING]}", "o")]
    [TestCase("{origins: [\"saleor\"]}", "o2")]
    [TestCase("{origins: [\"api\"], statuses: [CONFIRMED]}", "o")]
    public Task Keep_orders(string filter, string kept) => AssertKeptAsync("orders", filter, kept);

    [TestCase("{}", "c c2")]
    [TestCase("{email: \"GRACE@example.com\"}", "c2")]
    [TestCase("{search: \"ADA.\"}", "c")]
    [TestCase("{search: \"love\"}", "c")]
    [TestCase("{search: \"ada\"}", "c")]
    [TestCase("{search: \"Émi\"}", "c2")]
    [TestCase("{search: \"hop_\"}", "c2")]
    [TestCase("{search: \"h%\"}", "")]
    [TestCase("{search: \"lovelace \"}", "c")]
    [TestCase("{trackingEmailsConsent: false}", "c2")]
    [TestCase("{createdTo: \"2020-01-01T00:00:00Z\"}", "")]
    [TestCase("{updatedFrom: \"2020-01-01T00:00:00Z\"}", "c c2")]
    public Task Keep_contacts(string filter, string kept) => AssertKeptAsync("contacts", filter, kept);

    [TestCase("{}", 3)]
    [TestCase("{packageId: \"pa_#\"}", 2)]
    [TestCase("{states: [DELIVERED]}", 1)]
    [TestCase("{carriers: [DPD]}", 2)]
    [TestCase("{movedOnly: true}", 2)]
    [TestCase("{movedOnly: false}", 3)]
    [TestCase("{timeFrom: \"" + End + "\"}", 2)]
    [TestCase("{timeTo: \"" + End + "\"}", 1)]
    [TestCase("{recordedFrom: \"" + Start + "\", recordedTo: \"" + End + "\"}", 1)]
    public Task Keep_events(string filter, int count) => AssertCountAsync("packageEvents", filter, count);

    [TestCase("{}", 3)]
    [TestCase("{status: SENT}", 1)]
    [TestCase("{status: NOT_SENT}", 2)]
    [TestCase("{reasons: [OLD_NEWS, NO_CONSENT]}", 1)]
    [TestCase("{states: [DELIVERED, INFORMATION_RECEIVED]}", 2)]
    [TestCase("{language: \"de\"}", 1)]
    [TestCase("{packageId: \"pa_#\"}", 2)]
    [TestCase("{timeFrom: \"" + Start + "\", timeTo: \"" + End + "\"}", 1)]
    public Task Keep_mails(string filter, int count) => AssertCountAsync("transactionalEmails", filter, count);

    [TestCase("packages", "{states: [GONE]}", "VALIDATION_FAILED")]
    [TestCase("packages", "{createdFrom: \"yesterday\"}", "VALIDATION_FAILED")]
    [TestCase("packages", "{size: 1}", "VALIDATION_FAILED")]
    [TestCase("contacts", "{search: \" \"}", "INVALID_ARGUMENT")]
    public async Task Refuse_what_makes_no_sense(string list, string filter, string code) =>
        Assert.That(CodeOf(await AskAsync($"{{ {list}(filter: {filter}) {{ totalCount }} }}", _shop.Key)), Is.EqualTo(code));

    [Test]
    public async Task Refuse_a_search_that_is_too_long()
    {
        var answer = await AskAsync("query ($s: String!) { contacts(filter: {search: $s}) { totalCount } }", _shop.Key, new { s = new string('a', 201) });
        Assert.That(CodeOf(answer), Is.EqualTo("INVALID_ARGUMENT"));
    }

    /// <summary>PostgreSQL cannot hold U+0000, SQLite can.</summary>
    [TestCase("packages(filter: {orderId: $s}) { totalCount }")]
    [TestCase("order(id: $s) { id }")]
    public async Task Refuse_or_miss_text_that_cannot_be_stored(string field)
    {
        var answer = await AskAsync($"query ($s: ID!) {{ {field} }}", _shop.Key, new { s = "a\0b" });
        Assert.That(answer.TryGetProperty("errors", out _) ? CodeOf(answer) : "none", Is.EqualTo(Database.Kind is DatabaseKind.Postgres ? "INVALID_ARGUMENT" : "none"));
    }

    private async Task AssertKeptAsync(string list, string filter, string kept)
    {
        var nodes = (await ListAsync(list, filter)).GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()).Order(StringComparer.Ordinal);
        Assert.That(nodes, Is.EqualTo(kept.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(prefix => $"{prefix}_{_number}").Order(StringComparer.Ordinal)));
    }

    private async Task AssertCountAsync(string list, string filter, int count)
    {
        var found = await ListAsync(list, filter);
        Assert.That((found.GetProperty("nodes").GetArrayLength(), found.GetProperty("totalCount").GetInt32()), Is.EqualTo((count, count)));
    }

    private async Task<JsonElement> ListAsync(string list, string filter) =>
        (await DataAsync($"{{ {list}(filter: {filter.Replace("#", _number, StringComparison.Ordinal)}) {{ totalCount nodes {{ id }} }} }}", _shop.Key)).GetProperty(list);
}
