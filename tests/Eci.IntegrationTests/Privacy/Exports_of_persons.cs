using System.Text.Json;
using Eci.Commerce;
using Eci.Modules.Tracking.Data;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.Privacy;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Exports_of_persons(DatabaseKind kind) : PrivacyFixture(kind)
{
    private readonly StatementCounter _statements = new();

    [Test]
    public async Task Hold_everything_that_is_known()
    {
        var shop = await AddShopAsync();
        var address = NewAddress(shop);
        await StoreAsync(db =>
        {
            db.Add(address);
            var invoice = new Invoice { Id = $"i_{shop.TenantId}", TenantId = shop.TenantId, InvoiceNumber = "R-1", TotalGross = 50, Currency = "EUR" };
            db.AddRange(invoice, new InvoiceOrder { TenantId = shop.TenantId, InvoiceId = invoice.Id, OrderId = shop.Order.Id });
            db.Set<Order>().Single(o => o.Id == shop.Order.Id).ShippingAddressId = address.Id;
            db.Set<Package>().Single(p => p.Id == shop.Package.Id).ReceivedBy = "LOVELACE";
            db.Add(new ParkedUpdate
            {
                Id = $"evt_{shop.TenantId}",
                TenantId = shop.TenantId,
                Carrier = Vocabulary.Carrier.Dpd,
                TrackingId = "1",
                Time = default,
                TimeOffsetMinutes = 0,
                State = InTransit,
                RawCode = "1",
                AppId = shop.CarrierApp.Id,
                Message = $"An {shop.Contact.Email}",
                ReceivedAt = default,
            });
        });
        await TellAsync(shop.Scan(InTransit) with { Location = "Köln", Message = "An Frau Lovelace" });

        var export = await ExportAsync(shop.Key, new { email = shop.Contact.Email.ToUpperInvariant() });
        Assert.That(
            export.EnumerateObject().Select(member => member.Name),
            Is.EqualTo((string[])["exportedAt", "incomplete", "notes", "addresses", "audit", "contact", "mails", "messages", "orders", "outgoingWebhooks", "packages", "parkedUpdates"]));
        Assert.That(export.GetProperty("contact").GetProperty("email").GetString(), Is.EqualTo(shop.Contact.Email));
        Assert.That(export.GetProperty("orders")[0].GetProperty("shippingAddress").GetProperty("city").GetString(), Is.EqualTo("Köln"));
        Assert.That(export.GetProperty("orders")[0].GetProperty("invoices")[0].GetProperty("invoiceNumber").GetString(), Is.EqualTo("R-1"));
        Assert.That(export.GetProperty("packages")[0].GetProperty("receivedBy").GetString(), Is.EqualTo("LOVELACE"));
        Assert.That(export.GetProperty("packages")[0].GetProperty("events")[0].GetProperty("message").GetString(), Is.EqualTo("An Frau Lovelace"));
        Assert.That(export.GetProperty("mails")[0].GetProperty("email").GetString(), Is.EqualTo(shop.Contact.Email));
        Assert.That(export.GetProperty("parkedUpdates")[0].GetProperty("message").GetString(), Does.Contain(shop.Contact.Email));
        Assert.That(
            export.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("topic").GetString()),
            Is.SupersetOf((string[])["tracking.package.update", "tracking.package.state.transition", "commerce.order.stage.reached"]));
        Assert.That(export.GetProperty("messages")[1].GetProperty("message").ValueKind, Is.EqualTo(JsonValueKind.Object));
        Assert.That((export.GetProperty("incomplete").GetArrayLength(), export.GetProperty("notes").GetArrayLength()), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Find_nothing_of_somebody_who_was_erased()
    {
        var shop = await AddShopAsync();
        await EraseAsync(shop.Key, new { id = shop.Contact.Id, dryRun = false });
        Assert.That(CodeOf(await AskAsync(Export, shop.Key, new { id = shop.Contact.Id })), Is.EqualTo("CONTACT_NOT_FOUND"));
        Assert.That(CodeOf(await AskAsync(Export, shop.Key, new { email = shop.Contact.Email })), Is.EqualTo("CONTACT_NOT_FOUND"));
    }

    [Test]
    public async Task Take_as_many_statements_for_many_orders_as_for_one()
    {
        var (small, large) = (await AddShopAsync(), await AddShopAsync());
        await StoreAsync(db =>
        {
            for (var i = 0; i < 30; i++)
            {
                var order = new Order { Id = $"o_{large.TenantId}_{i}", TenantId = large.TenantId, OrderNumber = $"O-{i}", MainContactId = large.Contact.Id };
                db.AddRange(order, new Package { Id = $"pa_{large.TenantId}_{i}", TenantId = large.TenantId, Carrier = Vocabulary.Carrier.Dpd, TrackingId = NextNumber(), OrderId = order.Id });
            }
        });
        var one = await CountAsync(() => ExportAsync(small.Key, new { id = small.Contact.Id }));
        var many = await CountAsync(() => ExportAsync(large.Key, new { id = large.Contact.Id }));
        Assert.That(many, Is.EqualTo(one));
        var first = await CountAsync(() => EraseAsync(small.Key, new { id = small.Contact.Id, dryRun = true }));
        Assert.That(await CountAsync(() => EraseAsync(large.Key, new { id = large.Contact.Id, dryRun = true })), Is.EqualTo(first));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        // Ticks and sweeps would be counted among the statements of requests.
        options.Settings["Eci:Roles"] = "api,worker";
        options.Services = services => services.AddSingleton<IInterceptor>(_statements);
    }

    private async Task<int> CountAsync(Func<Task> work)
    {
        var before = _statements.Count;
        await work();
        return _statements.Count - before;
    }
}
