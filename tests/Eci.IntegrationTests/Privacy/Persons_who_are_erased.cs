using System.Net;
using Eci.Commerce;
using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Modules.Tracking.Data;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.Privacy;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Persons_who_are_erased(DatabaseKind kind) : PrivacyFixture(kind)
{
    [Test]
    public async Task Leave_orders_and_parcels_without_names()
    {
        var shop = await AddShopAsync();
        var address = NewAddress(shop);
        await StoreAsync(db =>
        {
            db.Add(address);
            db.Set<Order>().Single(o => o.Id == shop.Order.Id).ShippingAddressId = address.Id;
        });
        await TellAsync(shop.Scan(InTransit) with { Location = "Köln", Message = "An Frau Lovelace" });
        Assert.That((await MailsAsync(shop)).Count, Is.EqualTo(1));
        Assert.That(await PageAsync(shop.Order.TrackingToken), Is.EqualTo(HttpStatusCode.OK));

        var counts = await EraseAsync(shop.Key, new { email = shop.Contact.Email, dryRun = false });
        Assert.That(
            (counts["contacts"], counts["orders"], counts["addresses"], counts["packages"], counts["packageEvents"], counts["mails"]),
            Is.EqualTo((1, 1, 1, 1, 1, 1)));
        var contact = await Host.QueryAsync(db => db.Set<Contact>().AsNoTracking().SingleAsync(c => c.Id == shop.Contact.Id));
        Assert.That(contact.Email, Does.Match("^erased_[a-z0-9]+@erased\\.invalid$"));
        Assert.That((contact.FirstName, contact.LastName, contact.TrackingEmailsConsent, contact.MarketingEmailsConsent), Is.EqualTo((default(string), default(string), false, false)));
        var order = await Host.QueryAsync(db => db.Set<Order>().AsNoTracking().Include(o => o.ShippingAddress).SingleAsync(o => o.Id == shop.Order.Id));
        Assert.That((order.OrderNumber, order.MainContactId, order.TrackingNotificationsEnabled), Is.EqualTo((shop.Order.OrderNumber, shop.Contact.Id, false)));
        var kept = order.ShippingAddress!;
        Assert.That((kept.Id, kept.CountryCode, kept.FullName ?? kept.Street ?? kept.City ?? kept.PostalCode ?? kept.State ?? kept.Phone), Is.EqualTo((address.Id, "DE", default(string))));
        Assert.That(await PageAsync(shop.Order.TrackingToken), Is.EqualTo(HttpStatusCode.NotFound), "the old link");
        Assert.That(await PageAsync(order.TrackingToken), Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await EventsAsync(shop)).Single(), Has.Property("State").EqualTo(InTransit).And.Property("Message").Null.And.Property("Location").Null);
    }

    [Test]
    public async Task Are_not_mailed_by_what_still_waits()
    {
        var shop = await AddShopAsync(s => s.Templates.Add(s.Template(InTransit, "de", "Broken {{ order_number")));
        await TellAsync(shop.Scan(InTransit));
        var letters = Host.Services.GetRequiredService<DeadLetterService>();
        var letter = (await letters.ListAsync(new DeadLetterFilter(TenantId: shop.TenantId), CancellationToken.None)).Single();
        await EraseAsync(shop.Key, new { id = shop.Contact.Id, dryRun = false });
        await StoreAsync(db => db.Set<EmailTemplate>().Single(t => t.TenantId == shop.TenantId).Subject = "Geheilt");
        var files = Directory.Exists(Host.MailFolder) ? Directory.GetFiles(Host.MailFolder).Length : 0;

        Assert.That(await letters.ReplayAsync(letter.Id, CancellationToken.None), Is.EqualTo(ReplayResult.Replayed));
        await SettleAsync();
        Assert.That((await DecisionsAsync(shop)).Single(), Has.Property("Reason").EqualTo(NotSentReason.NotificationsDisabled));
        Assert.That(Directory.Exists(Host.MailFolder) ? Directory.GetFiles(Host.MailFolder).Length : 0, Is.EqualTo(files));
    }

    [Test]
    public async Task Leave_an_address_to_others_who_use_it()
    {
        var shop = await AddShopAsync();
        var (shared, neighbour) = (NewAddress(shop), new Contact { Id = $"c_{NextNumber()}", TenantId = shop.TenantId, Email = "grace@example.com" });
        await StoreAsync(db =>
        {
            db.AddRange(shared, neighbour);
            db.Add(new Order { Id = $"o_{neighbour.Id}", TenantId = shop.TenantId, OrderNumber = "other", MainContactId = neighbour.Id, BillingAddressId = shared.Id });
            db.Set<Order>().Single(o => o.Id == shop.Order.Id).ShippingAddressId = shared.Id;
        });
        var counts = await EraseAsync(shop.Key, new { id = shop.Contact.Id, dryRun = false });
        Assert.That(counts["addresses"], Is.EqualTo(1));
        var orders = await Host.QueryAsync(db => db.Set<Order>().AsNoTracking()
            .Include(o => o.ShippingAddress).Include(o => o.BillingAddress).Where(o => o.TenantId == shop.TenantId).ToDictionaryAsync(o => o.OrderNumber));
        Assert.That(orders["other"].BillingAddress!.Street, Is.EqualTo("Schildergasse 12"));
        Assert.That((orders[shop.Order.OrderNumber].ShippingAddress!.Street, orders[shop.Order.OrderNumber].ShippingAddress!.CountryCode), Is.EqualTo((default(string), "DE")));
    }

    [Test]
    public async Task Stay_erased_when_they_are_erased_again_and_are_somebody_new_with_their_next_order()
    {
        var shop = await AddShopAsync();
        await EraseAsync(shop.Key, new { id = shop.Contact.Id, dryRun = false });
        var first = await DatabaseText.ReadAsync(Host);
        Assert.That(await EraseAsync(shop.Key, new { id = shop.Contact.Id, dryRun = false }), Is.Empty);
        Assert.That(await DatabaseText.ReadAsync(Host), Is.EqualTo(first));
        Assert.That(CodeOf(await AskAsync(Erase, shop.Key, new { email = shop.Contact.Email, dryRun = false })), Is.EqualTo("CONTACT_NOT_FOUND"));

        await StoreAsync(db => db.Add(new Contact { Id = $"c_new_{shop.TenantId}", TenantId = shop.TenantId, Email = shop.Contact.Email, FirstName = "Ada" }));
        Assert.That((await ExportAsync(shop.Key, new { email = shop.Contact.Email })).GetProperty("contact").GetProperty("id").GetString(), Is.EqualTo($"c_new_{shop.TenantId}"));
    }

    [Test]
    public async Task Lose_again_what_a_handler_wrote_late()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(InTransit));
        await EraseAsync(shop.Key, new { id = shop.Contact.Id, dryRun = false });
        await StoreAsync(db =>
        {
            var mail = db.Set<TransactionalEmail>().Single(m => m.PackageId == shop.Package.Id);
            (mail.Email, mail.Subject) = (shop.Contact.Email, "Ada");
            db.Add(new Package { Id = $"pa_late_{shop.TenantId}", TenantId = shop.TenantId, Carrier = Vocabulary.Carrier.Dhl, TrackingId = NextNumber(), OrderId = shop.Order.Id, ReceivedBy = "Lovelace" });
        });
        await RunJobAsync("privacy-erase-again");
        Assert.That((await DecisionsAsync(shop)).Single(), Has.Property("Email").Null.And.Property("Subject").Null);
        Assert.That(await Host.QueryAsync(db => db.Set<Package>().AsNoTracking().SingleAsync(p => p.Id == $"pa_late_{shop.TenantId}")), Has.Property("ReceivedBy").Null.And.Property("ErasedAt").Not.Null);
    }

    [Test]
    public async Task Are_not_changed_by_a_dry_run()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(InTransit) with { Message = "An Frau Lovelace" });
        var before = await DatabaseText.ReadAsync(Host);
        var planned = await EraseAsync(shop.Key, new { id = shop.Contact.Id, dryRun = true });
        Assert.That(await DatabaseText.ReadAsync(Host), Is.EqualTo(before));
        Assert.That(await EraseAsync(shop.Key, new { id = shop.Contact.Id, dryRun = false }), Is.EqualTo(planned).And.Not.Empty);
    }

    [Test]
    public async Task Are_erased_although_a_handler_changes_their_parcel_meanwhile()
    {
        var shop = await AddShopAsync();
        var scans = Enumerable.Range(1, 20).Select(i => shop.Scan(i % 2 == 0 ? InTransit : FailedAttempt, i, $"code {i}") with { Message = "An Frau Lovelace" }).ToArray();
        var telling = TellInTurnAsync(scans);
        await EraseAsync(shop.Key, new { id = shop.Contact.Id, dryRun = false });
        await telling;
        await RunJobAsync("privacy-erase-again");
        var events = await EventsAsync(shop);
        Assert.That(events, Has.Count.EqualTo(20));
        Assert.That(events, Has.All.Property("Message").Null);
    }

    [Test]
    public async Task Are_found_by_their_own_tenant_only()
    {
        var (shop, other) = (await AddShopAsync(), await AddShopAsync());
        var before = await DatabaseText.ReadAsync(Host);
        object[] persons = [new { id = shop.Contact.Id, dryRun = false }, new { email = shop.Contact.Email, dryRun = false }, new { id = "c_none", dryRun = false }];
        foreach (var person in persons)
        {
            Assert.That(CodeOf(await AskAsync(Erase, other.Key, person)), Is.EqualTo("CONTACT_NOT_FOUND"));
            Assert.That(CodeOf(await AskAsync(Export, other.Key, person)), Is.EqualTo("CONTACT_NOT_FOUND"));
        }

        Assert.That(await DatabaseText.ReadAsync(Host), Is.EqualTo(before));
    }

    [Test]
    public async Task Have_to_be_named_by_one_thing()
    {
        var shop = await AddShopAsync();
        object[] persons =
        [
            new { dryRun = false },
            new { id = shop.Contact.Id, email = shop.Contact.Email, dryRun = false },
            new { id = new string('c', 61), dryRun = false },
            new { email = new string('c', 501), dryRun = false },
            new { email = "a\0b", dryRun = false },
        ];
        foreach (var person in persons)
        {
            Assert.That(CodeOf(await AskAsync(Erase, shop.Key, person)), Is.EqualTo("INVALID_ARGUMENT"), person.ToString());
            Assert.That(CodeOf(await AskAsync(Export, shop.Key, person)), Is.EqualTo("INVALID_ARGUMENT"), person.ToString());
        }
    }

    [TestCase(Erase)]
    [TestCase(Export)]
    public async Task Need_the_scope(string document)
    {
        var shop = await AddShopAsync();
        var key = await NewKeyAsync(shop, "read:contacts write:orders");
        var answer = await AskAsync(document, key, new { id = shop.Contact.Id, dryRun = true });
        Assert.That((CodeOf(answer), answer.ToString().Contains("manage:privacy")), Is.EqualTo(("FORBIDDEN", true)));
    }

    [Test]
    public async Task Are_recorded_without_their_data()
    {
        var shop = await AddShopAsync();
        await StoreAsync(db => db.Set<Package>().Single(p => p.Id == shop.Package.Id).CarrierTrackingUrl = "https://example.com/?zip=50667");
        await Host.InScopeAsync(async services =>
        {
            services.GetRequiredService<TenantScope>().ActAs("key ak_test");
            await services.GetRequiredService<Eci.Commerce.Api.Privacy.ContactExports>().ExportAsync(new(shop.Contact.Id, Email: null), CancellationToken.None);
            return await services.GetRequiredService<Eci.Commerce.Api.Privacy.ContactErasures>().EraseAsync(new(shop.Contact.Id, Email: null), dryRun: false, CancellationToken.None);
        }, shop.TenantId);
        var entries = await Host.QueryAsync(db => db.Set<AuditEntry>().AsNoTracking().Where(a => a.TenantId == shop.TenantId).ToListAsync());
        Assert.That(entries.Select(e => (e.Action, e.Subject)), Is.SupersetOf(((string, string)[])[("exported", "Contact"), ("erased", "Contact"), ("changed", "Contact"), ("changed", "Order"), ("changed", "Package")]));
        Assert.That(string.Join('\n', entries.Select(e => e.Details)), Does.Contain("\"contacts\":1").And.Not.Contain("example.com").And.Not.Contain("Lovelace").And.Not.Contain(shop.Order.TrackingToken));
    }

    // Schedulers ask carriers meanwhile, which some tests would take for changes.
    protected override void Configure(EciTestHostOptions options) => options.Settings["Eci:Roles"] = "api,worker";

    private async Task<HttpStatusCode> PageAsync(string token)
    {
        using var answer = await Host.Client.GetAsync($"/track/{token}");
        return answer.StatusCode;
    }
}
