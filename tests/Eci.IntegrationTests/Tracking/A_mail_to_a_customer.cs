using Eci.Core;
using Eci.Testing.Servers;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.Tracking;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class A_mail_to_a_customer(DatabaseKind kind) : TrackingFixture(kind)
{
    [Test]
    public async Task Comes_from_the_brand_in_the_language_of_the_order()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(OutForDelivery, 8) with { Location = "50667 Köln" });

        var mail = (await MailsAsync(shop)).Single();
        Assert.Multiple(() =>
        {
            Assert.That(mail.From.ToString(), Is.EqualTo("\"Kaufhaus\" <post@example.com>"));
            Assert.That(mail.ReplyTo.Mailboxes.Single().Address, Is.EqualTo("hilfe@example.com"));
            Assert.That(mail.To.Mailboxes.Single().Name, Is.EqualTo("Ada Lovelace"));
            Assert.That(mail.Subject, Is.EqualTo($"Ihr Paket zur Bestellung {shop.Order.OrderNumber} wird voraussichtlich heute zugestellt"));
            Assert.That(mail.TextBody, Does.Contain("Guten Tag Ada Lovelace,").And.Contain("Montag, 2. März 2026, 08:00 Uhr").And.Contain("50667 Köln"));
            Assert.That(mail.HtmlBody, Does.Contain($"https://tracking.dpd.de/status/de_DE/parcel/{shop.Package.TrackingId}").And.Contain("DPD"));
        });
        var sent = (await SentEmailsAsync(shop)).Single();
        Assert.That(sent.GetProperty("status").GetString(), Is.EqualTo("SENT"));
        Assert.That(sent.GetProperty("reason").GetString(), Is.Null);
        Assert.That(sent.GetProperty("email").GetString(), Is.EqualTo(shop.Contact.Email));
        Assert.That(sent.GetProperty("subject").GetString(), Is.EqualTo(mail.Subject));
    }

    [TestCase("es", "fr", "es")]
    [TestCase("ES", "fr", "es")]
    [TestCase("de-AT", "fr", "de")]
    [TestCase("pt", "fr", "fr")]
    [TestCase(null, "fr", "fr")]
    [TestCase("", "it-CH", "it")]
    [TestCase("not a language", "pt", "en")]
    [TestCase(null, "", "en")]
    public async Task Is_written_in_the_language_of_the_order_then_the_brand_then_English(string? ofOrder, string ofBrand, string expected)
    {
        var shop = await AddShopAsync(s =>
        {
            s.Order.Language = ofOrder;
            s.EmailApp.Settings = Shop.Settings with { DefaultLanguage = ofBrand };
        });
        await TellAsync(shop.Scan(Delivered));
        Assert.That((await DecisionsAsync(shop)).Single().Language, Is.EqualTo(expected));
        Assert.That((await MailsAsync(shop)).Single().HtmlBody, Does.Contain($"<html lang=\"{expected}\""));
    }

    [TestCase("de", "Eigenes: de")]
    [TestCase("de-AT", "Eigenes: de")]
    [TestCase("nl", "Eigenes: nl")]
    [TestCase("en", "Your parcel")]
    public async Task Uses_the_tenants_own_template_instead_of_the_shipped_one(string language, string subject)
    {
        var shop = await AddShopAsync(s =>
        {
            s.Order.Language = language;
            s.Templates.AddRange(
                s.Template(Delivered, "de", "Eigenes: de {{ order_number }}", "<b>{{ first_name }}</b>", "{{ carrier }} {{ state }}"),
                s.Template(Delivered, "nl", "Eigenes: nl"),
                s.Template(InTransit, "de", "Anderer Zustand"));
        });
        var other = await AddShopAsync(s => s.Order.Language = "de");
        await TellAsync(shop.Scan(Delivered), other.Scan(Delivered));

        var mail = (await MailsAsync(shop)).Single();
        Assert.That(mail.Subject, Does.StartWith(subject));
        if (subject == "Eigenes: de")
        {
            Assert.That(mail.Subject, Does.EndWith(shop.Order.OrderNumber));
            Assert.That(mail.HtmlBody, Does.Contain("<b>Ada</b>"));
            Assert.That(mail.TextBody, Does.Contain("DPD DELIVERED"));
        }

        Assert.That((await MailsAsync(other)).Single().Subject, Does.Contain("wurde zugestellt"), "Another tenant keeps the shipped one.");
    }

    [Test]
    public async Task Is_sent_for_the_states_that_have_a_template()
    {
        var shop = await AddShopAsync(s =>
        {
            s.EmailApp.Settings = Shop.Settings with { BuiltInStates = [Delivered] };
            s.Templates.Add(s.Template(InTransit, "de", "Unterwegs"));
        });
        await TellInTurnAsync(shop.Scan(InformationReceived, 1), shop.Scan(InTransit, 2), shop.Scan(OutForDelivery, 3), shop.Scan(Delivered, 4));
        Assert.That((await MailsAsync(shop)).Select(m => m.Subject), Has.Exactly(2).Items.And.Some.EqualTo("Unterwegs").And.Some.Contain("zugestellt"));
        Assert.That(
            (await SentEmailsAsync(shop)).Select(e => e.GetProperty("reason").GetString()),
            Is.EqualTo(new[] { "NO_TEMPLATE", null, "NO_TEMPLATE", null }));
    }

    [Test]
    public async Task Tells_of_what_the_hub_noticed_itself_by_the_brand_of_the_last_carrier_app()
    {
        var shop = await AddShopAsync(s => s.Templates.Add(s.Template(Expired, "de", "Nichts Neues")));
        await TellAsync(shop.Scan(InformationReceived));
        var id = Ids.New(IdPrefix.Event);
        var now = TimeProvider.System.GetUtcNow();
        await StoreAsync(db =>
        {
            db.Add(new Commerce.PackageEvent
            {
                Id = id,
                TenantId = shop.TenantId,
                PackageId = shop.Package.Id,
                Time = now,
                TimeOffsetMinutes = 0,
                State = Expired,
                RawCode = "eci:no-movement",
                RecordedAt = now,
            });
        });
        await TellAsync(new Modules.Tracking.Contracts.PackageStateTransition(shop.TenantId, shop.Package.Id, id, InformationReceived, Expired, now, now));
        Assert.That((await MailsAsync(shop)).Select(m => m.Subject), Has.Exactly(2).Items.And.Some.EqualTo("Nichts Neues"));
    }

    [Test]
    public async Task Shows_names_and_notes_as_text_whatever_they_hold()
    {
        const string name = "<script>alert('x')</script> {{ shop_name }}";
        var shop = await AddShopAsync(s =>
        {
            s.Contact.FirstName = name;
            s.Order.LastName = "A & B\r\nBcc: eve@example.com";
        });
        await TellAsync(shop.Scan(InTransit) with { Message = "<img src=x onerror=y>", Location = "\"><b>Ort" });

        var mail = (await MailsAsync(shop)).Single();
        Assert.Multiple(() =>
        {
            Assert.That(mail.HtmlBody, Does.Contain("&lt;script&gt;").And.Not.Contain("<script").And.Not.Contain("<img").And.Not.Contain("<b>Ort"));
            Assert.That(mail.TextBody, Does.Contain(name), "A value is never taken for a template.");
            Assert.That(mail.Bcc, Is.Empty);
            Assert.That(mail.To.Mailboxes.Single().Address, Is.EqualTo(shop.Contact.Email));
        });
    }
}
