using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Customers;

/// <summary>All rows that the customers of a page lead to, read at once.</summary>
internal sealed class CustomerPage(SyncContext context)
{
    private readonly Dictionary<string, Contact> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Contact> _byEmail = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private Dictionary<string, Company> _companies = null!;
    private Dictionary<string, Address> _addresses = null!;
    private IReadOnlyDictionary<string, string> _links = null!;

    public static async Task<CustomerPage> LoadAsync(SyncContext context, IReadOnlyList<SaleorCustomer> customers, CancellationToken cancellationToken)
    {
        var page = new CustomerPage(context)
        {
            _links = await context.Links.InternalIdsAsync(SyncEntities.Customers, [.. customers.Select(c => c.Id)], cancellationToken),
        };
        await page.LoadContactsAsync(customers, cancellationToken);
        var addresses = customers.SelectMany(c => c.Addresses ?? []).ToList();
        string[] keys = [.. addresses.Select(a => a.ToPostal()?.Key).OfType<string>().Distinct(StringComparer.Ordinal)];
        string[] companies = [.. addresses.Select(CompanyKey).OfType<string>().Distinct(StringComparer.Ordinal)];
        page._addresses = await context.Database.Set<Address>()
            .Where(a => EF.Parameter(keys).Contains(a.NormalizedName))
            .ToDictionaryAsync(a => a.NormalizedName, StringComparer.Ordinal, cancellationToken);
        page._companies = await context.Database.Set<Company>()
            .Where(c => EF.Parameter(companies).Contains(c.NormalizedName))
            .ToDictionaryAsync(c => c.NormalizedName, StringComparer.Ordinal, cancellationToken);
        return page;
    }

    /// <summary>The person asked to be forgotten: what the shop still has of her does not come back, unless she has ordered again since.</summary>
    public bool IsErased(SaleorCustomer customer, string email)
    {
        if (_byEmail.GetValueOrDefault(email) is { ErasedAt: null })
            return false;
        return Linked(customer) is { ErasedAt: not null } || _byEmail.GetValueOrDefault(ErasedEmailOf(email)) is { ErasedAt: not null };
    }

    /// <summary>The row of a customer: that of the address, else the linked one, whose address has changed, else a new one; null: it is another customer's.</summary>
    public Contact? Contact(SaleorCustomer customer, string email)
    {
        var contact = _byEmail.GetValueOrDefault(email) ?? Linked(customer);
        if (contact is null)
            context.Database.Add(contact = new Contact { Id = Ids.New(IdPrefix.Contact), TenantId = context.App.TenantId, Email = email });
        _byEmail[email] = contact;
        return _taken.Add(contact.Id) ? contact : null;
    }

    /// <summary>The company of an address; null: it names none.</summary>
    public Company? Company(SaleorAddress? address)
    {
        if (address is null || CompanyKey(address) is not { } key)
            return null;
        if (_companies.TryGetValue(key, out var company))
            return company;
        company = new Company { Id = Ids.New(IdPrefix.Company), TenantId = context.App.TenantId, Name = address.CompanyName!.Trim(), NormalizedName = key };
        context.Database.Add(company);
        _companies.Add(key, company);
        return company;
    }

    public Address Address(PostalAddress address)
    {
        if (_addresses.TryGetValue(address.Key, out var row))
            return row;
        row = address.ToRow(context.App.TenantId);
        context.Database.Add(row);
        _addresses.Add(address.Key, row);
        return row;
    }

    private async Task LoadContactsAsync(IReadOnlyList<SaleorCustomer> customers, CancellationToken cancellationToken)
    {
        string[] ids = [.. _links.Values];
        string[] emails =
        [
            .. customers.Select(CustomerPull.EmailOf).OfType<string>().SelectMany(email => (string[])[email, ErasedEmailOf(email)]).Distinct(StringComparer.Ordinal),
        ];
        var contacts = await context.Database.Set<Contact>()
            .Where(c => EF.Parameter(ids).Contains(c.Id) || EF.Parameter(emails).Contains(c.Email))
            .ToListAsync(cancellationToken);
        foreach (var contact in contacts)
        {
            _byId.Add(contact.Id, contact);
            _byEmail.Add(contact.Email, contact);
        }

        string[] found = [.. _byId.Keys];
        await context.Database.Set<ContactAddress>().Where(a => EF.Parameter(found).Contains(a.ContactId)).LoadAsync(cancellationToken);
    }

    private string ErasedEmailOf(string email) => Commerce.Contact.ErasedEmail(context.App.TenantId, email);

    private Contact? Linked(SaleorCustomer customer) => _links.TryGetValue(customer.Id, out var id) ? _byId.GetValueOrDefault(id) : null;

    private static string? CompanyKey(SaleorAddress address) =>
        SaleorText.OrNull(address.CompanyName) is { } name && NaturalKey.Of(name) is { Length: > 0 } key ? key : null;
}
