using System.Text.RegularExpressions;
using Eci.Commerce;
using Eci.Core;
using Eci.Messaging.Storage;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.IntegrationTests.Privacy;

/// <summary>The demo's customer, and every table of the database.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Everything_that_is_stored(DatabaseKind kind) : PrivacyFixture(kind)
{
    private const string Parcel = "01906000683796";
    private const string Note = "Übergeben an Ada LOVELACE, Schildergasse 12, ada@example.com";

    private static readonly Regex[] Personal =
    [
        New(@"ada@example\.com"),
        New("Lovelace"),
        New("Schildergasse"),
        New("2211234567"),
        New("zip=50667"),
        New(@"(?-i:\bAda\b)"),
    ];

    [Test]
    public async Task Holds_nothing_of_a_person_who_was_erased()
    {
        await FillAsync();
        var before = await DatabaseText.ReadAsync(Host);
        foreach (var text in Personal)
            Assert.That(before.Count(row => text.IsMatch(row)), Is.GreaterThanOrEqualTo(1), $"The test needs rows with {text}.");
        foreach (var table in (string[])["commerce_contact", "commerce_address", "commerce_company", "commerce_order", "commerce_order_metadata", "commerce_package", "commerce_package_event", "commerce_transactional_email",
            "tracking_parked_update", "messaging_message", "messaging_dead_letter", "messaging_delivery", "outgoing_webhooks_delivery", "outgoing_webhooks_attempt"])
            Assert.That(Found(before), Has.Some.StartsWith($"{table}: "));

        var counts = await EraseAsync(DemoTenant.ApiKey, new { email = " Ada@Example.com ", dryRun = false });
        Assert.That(Found(await DatabaseText.ReadAsync(Host)), Is.Empty, string.Join(", ", counts));

        await TellAsync(Scan(PackageState.OutForDelivery, 18), Details(20));
        var package = await Host.QueryAsync(db => db.Set<Package>().AsNoTracking().Include(p => p.Events).SingleAsync(p => p.TrackingId == Parcel));
        Assert.That(package.State, Is.EqualTo(PackageState.OutForDelivery), "The parcel goes on.");
        Assert.That(package.EstimatedDeliveryDate, Is.EqualTo(new DateOnly(2026, 3, 3)));
        Assert.That((await Host.QueryAsync(db => db.Set<Payment>().AsNoTracking().SingleAsync(p => p.Id == "pay_ada"))).Amount, Is.EqualTo(50), "Money stays.");
        await RunJobAsync("privacy-erase-again");
        Assert.That(Found(await DatabaseText.ReadAsync(Host)), Is.Empty, "What the carrier said later.");
    }

    private static Regex New(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private static List<string> Found(IEnumerable<string> rows) => [.. rows.Where(row => Array.Exists(Personal, text => text.IsMatch(row)))];

    private static PackageUpdate Scan(PackageState state, int hour, string trackingId = Parcel) => new(
        DemoTenant.Id, Carrier.Dpd, trackingId, new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.Zero), state, WireName.Of(state), DemoTenant.DpdAppId, "50667 Köln", Note);

    private static PackageDetails Details(int hour) => new(
        DemoTenant.Id, Carrier.Dpd, Parcel, new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.Zero), new DateOnly(2026, 3, 3), null, null, "LOVELACE");

    private async Task FillAsync()
    {
        await TellAsync(Scan(PackageState.InTransit, 8), Details(9), Scan(PackageState.InTransit, 8, trackingId: "01906000999999"));
        var waiting = NewMessage("tracking.package.registered", key: null, Note);
        var dead = NewMessage("tracking.package.update", $"DPD/{Parcel}", Note);
        var announced = NewMessage("UNHANDLED_EXCEPTION", key: null, "It failed for Ada Lovelace.");
        await StoreAsync(db =>
        {
            var order = db.Set<Order>().Include(o => o.MainContact).Include(o => o.ShippingAddress).Single(o => o.OrderNumber == "STORE-1001");
            (order.FirstName, order.LastName, order.MainContact!.Phone) = ("Ada", "Lovelace", "2211234567");
            order.BillingAddressId = AddAddress(db, "Ada Lovelace", "Schildergasse 12 (Rechnung)");
            order.CustomerNote = Note;
            AddBelongings(db, order);
            var package = db.Set<Package>().Single(p => p.TrackingId == Parcel);
            package.CarrierTrackingUrl = "https://example.com/?zip=50667";
            AddWebhook(db, package.Id);
            db.AddRange(waiting, dead, announced);
            db.Add(new StoredDelivery { MessageId = waiting.Id, Endpoint = "tracking-attention", DueAt = DateTimeOffset.MaxValue, LastError = Note });
            db.Add(new DeadLetter
            {
                Id = Ids.New(IdPrefix.DeadLetter),
                MessageId = dead.Id,
                Topic = dead.Topic,
                TenantId = dead.TenantId,
                Endpoint = "tracking-package-events",
                Attempts = 8,
                ErrorType = "FormatException",
                Error = Note,
                FailedAt = dead.CreatedAt,
            });
        });
    }

    /// <summary>The place is known to be hers by the parcel alone.</summary>
    private static void AddWebhook(EciDbContext db, string packageId)
    {
        var delivery = new WebhookDelivery
        {
            Id = "msg_erased",
            TenantId = DemoTenant.Id,
            EndpointId = "whe_gone",
            EventType = "package.state_changed",
            PackageId = packageId,
            Payload = """{"type":"package.state_changed","data":{"location":"c/o Lovelace"}}""",
        };
        db.Add(delivery);
        db.Add(new WebhookAttempt
        {
            Id = "att_erased",
            TenantId = DemoTenant.Id,
            DeliveryId = delivery.Id,
            Number = 1,
            Time = TimeProvider.System.GetUtcNow(),
            Milliseconds = 1,
            Outcome = WebhookOutcome.Delivered,
            ResponseBody = "Thanks from ada@example.com",
        });
    }

    private static void AddBelongings(EciDbContext db, Order order)
    {
        var company = new Company { Id = "com_ada", TenantId = DemoTenant.Id, Name = "Lovelace Rechenmaschinen", NormalizedName = "lovelacerechenmaschinen" };
        order.MainContact!.CompanyId = company.Id;
        db.AddRange(
            company,
            new OrderMetadata { TenantId = DemoTenant.Id, OrderId = order.Id, Key = "gift", Value = Note },
            new ContactAddress { TenantId = DemoTenant.Id, ContactId = order.MainContactId!, AddressId = AddAddress(db, "Ada Lovelace", "Schildergasse 14 (Lager)") },
            new Payment { Id = "pay_ada", TenantId = DemoTenant.Id, OrderId = order.Id, ReferenceNumber = "ref_ada", Amount = 50, Currency = "EUR", Status = PaymentStatus.Paid });
    }

    private static string AddAddress(EciDbContext db, string name, string street)
    {
        var address = new Address
        {
            Id = Ids.New(IdPrefix.Address),
            TenantId = DemoTenant.Id,
            FullName = name,
            Street = street,
            Phone = "2211234567",
            NormalizedName = NaturalKey.Of(name, street),
        };
        db.Add(address);
        return address.Id;
    }

    /// <summary>Escaped as the hub's own envelopes are.</summary>
    private static Message NewMessage(string topic, string? key, string note) => new()
    {
        Id = Guid.NewGuid(),
        Topic = topic,
        TenantId = DemoTenant.Id,
        Key = key,
        Body = $$$"""{"messageId":"1","message":{"note":{{{System.Text.Json.JsonSerializer.Serialize(note)}}},"list":["{{{note}}}",1]}}""",
        CreatedAt = TimeProvider.System.GetUtcNow(),
    };
}
