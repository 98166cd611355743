using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Customers;
using Eci.Sync;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Customers_that_are_stored(DatabaseKind kind) : SaleorFixture(kind)
{
    private static readonly SaleorAddress Home = new()
    {
        FirstName = "Ada",
        LastName = "Lovelace",
        CompanyName = "Analytical Engines Ltd",
        StreetAddress1 = "Street 1",
        City = "London",
        PostalCode = "W1",
        Country = new SaleorCountry("GB"),
        Phone = "+44 1",
        IsDefaultBillingAddress = true,
    };

    [Test]
    public async Task Become_contacts_with_company_and_addresses()
    {
        await StoreAsync(Ada with { Addresses = [Home, Home with { StreetAddress1 = "Street 2", CompanyName = "", IsDefaultBillingAddress = false, IsDefaultShippingAddress = true }] });
        var contact = (await RowsAsync<Contact>()).Single();
        Assert.That((contact.Email, contact.FirstName, contact.LastName, contact.Phone), Is.EqualTo(("ada@example.com", "Ada", "Lovelace", "+44 1")));
        Assert.That((await RowsAsync<Company>()).Single(), Has.Property("Id").EqualTo(contact.CompanyId).And.Property("Name").EqualTo("Analytical Engines Ltd"));
        Assert.That((await RowsAsync<ContactAddress>()).Select(a => (a.IsDefaultShipping, a.IsDefaultBilling)), Is.EquivalentTo([(false, true), (true, false)]));
    }

    [Test]
    public async Task Share_contact_and_address_with_orders_and_leave_consent_alone()
    {
        var address = Home.ToPostal()!.ToRow(App.TenantId);
        var known = new Contact { Id = $"c_{App.TenantId}", TenantId = App.TenantId, Email = "ada@example.com", TrackingEmailsConsent = false, MarketingEmailsConsent = true };
        await StoreAsync(known, address);
        await StoreAsync(Ada with { Addresses = [Home] });
        var contact = (await RowsAsync<Contact>()).Single();
        Assert.That((contact.Id, contact.TrackingEmailsConsent, contact.MarketingEmailsConsent), Is.EqualTo((known.Id, false, true)));
        Assert.That((await RowsAsync<ContactAddress>()).Single().AddressId, Is.EqualTo(address.Id));
    }

    [Test]
    public async Task Keep_their_contact_when_their_address_changes()
    {
        await StoreAsync(Ada);
        var before = (await RowsAsync<Contact>()).Single();
        await StoreAsync(Ada with { Email = "Countess@Example.com" });
        Assert.That((await RowsAsync<Contact>()).Single(), Has.Property("Id").EqualTo(before.Id).And.Property("Email").EqualTo("countess@example.com"));
    }

    [Test]
    public async Task Stay_erased()
    {
        await StoreAsync(Ada);
        await Host.QueryAsync(async database =>
        {
            var contact = database.Set<Contact>().Single(c => c.TenantId == App.TenantId);
            (contact.Email, contact.FirstName, contact.LastName, contact.ErasedAt) = ("x@erased.invalid", null, null, Clock.GetUtcNow());
            return await database.SaveChangesAsync();
        });
        var record = (await StoreAsync(Ada)).Single();
        Assert.That(record.Outcome, Is.TypeOf<PullOutcome.Ignored>());
        Assert.That((await RowsAsync<Contact>()).Single(), Has.Property("FirstName").Null.And.Property("Email").EqualTo("x@erased.invalid"));
    }

    [Test]
    public async Task Are_not_wanted_without_an_address() =>
        Assert.That((await StoreAsync(Ada with { Email = " " })).Single().Outcome, Is.TypeOf<PullOutcome.Ignored>());

    [Test]
    public async Task Cost_the_same_reads_however_many_a_page_has()
    {
        await StoreAsync(Page(20));
        await StoreAsync(Page(100));
        var few = await CountAsync(Page(20));
        Assert.That(await CountAsync(Page(100)), Is.EqualTo(few));
        Assert.That(few, Is.LessThanOrEqualTo(6));
    }

    private static SaleorCustomer Ada => new() { Id = "U1", Email = "Ada@Example.com", FirstName = "Ada", LastName = "Lovelace", Addresses = [] };

    private static SaleorCustomer[] Page(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Ada with { Id = $"U{i}", Email = $"ada{i}@example.com", Addresses = [Home with { City = $"City {i}" }] })];

    private async Task<int> CountAsync(SaleorCustomer[] customers)
    {
        var before = Statements.Count;
        await StoreAsync(customers);
        return Statements.Count - before;
    }

    private Task<List<PulledRecord>> StoreAsync(params SaleorCustomer[] customers) => ApplyAsync<CustomerPull>([.. customers.Select(c => (c.Id, (object)c))]);
}
