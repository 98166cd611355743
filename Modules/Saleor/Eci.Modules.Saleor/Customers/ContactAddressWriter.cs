using Eci.Commerce;
using Eci.Persistence;

namespace Eci.Modules.Saleor.Customers;

/// <summary>Writes which addresses a contact keeps. Those of other systems stay.</summary>
internal static class ContactAddressWriter
{
    public static void Write(EciDbContext database, CustomerPage page, Contact contact, SaleorCustomer customer)
    {
        var known = contact.Addresses.ToDictionary(a => a.AddressId, StringComparer.Ordinal);
        var (shipping, billing) = (DefaultOf(customer, page, shipping: true), DefaultOf(customer, page, shipping: false));
        foreach (var postal in (customer.Addresses ?? []).Select(a => a.ToPostal()).OfType<PostalAddress>())
        {
            var address = page.Address(postal);
            if (known.ContainsKey(address.Id))
                continue;
            var kept = new ContactAddress { TenantId = contact.TenantId, ContactId = contact.Id, AddressId = address.Id };
            database.Add(kept);
            known.Add(address.Id, kept);
        }

        foreach (var kept in known.Values)
        {
            kept.IsDefaultShipping = shipping is null ? kept.IsDefaultShipping : kept.AddressId == shipping;
            kept.IsDefaultBilling = billing is null ? kept.IsDefaultBilling : kept.AddressId == billing;
        }
    }

    private static string? DefaultOf(SaleorCustomer customer, CustomerPage page, bool shipping) => (customer.Addresses ?? [])
        .Where(a => (shipping ? a.IsDefaultShippingAddress : a.IsDefaultBillingAddress) is true)
        .Select(a => a.ToPostal())
        .OfType<PostalAddress>()
        .Select(postal => page.Address(postal).Id)
        .FirstOrDefault();
}
