using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;

namespace Eci.Modules.Saleor.Orders;

/// <summary>
/// Writes who ordered, where it goes and what the customer said. What belongs to a person that was erased is not filled again.
/// </summary>
internal static class OrderParties
{
    public static void Apply(OrderPage page, Order row, SaleorOrder order)
    {
        if (row.MainContact is { ErasedAt: not null })
            return;
        if (ErasedOf(page, order) is { } erased)
        {
            (row.MainContact, row.MainContactId, row.TrackingNotificationsEnabled) = (erased, erased.Id, false);
            return;
        }

        var contact = ContactOf(page, order);
        row.MainContact = contact;
        row.MainContactId = contact.Id;
        row.FirstName = SaleorText.OrNull(order.BillingAddress?.FirstName) ?? row.FirstName;
        row.LastName = SaleorText.OrNull(order.BillingAddress?.LastName) ?? row.LastName;
        row.BillingAddressId = AddressOf(page, order.BillingAddress);
        row.ShippingAddressId = AddressOf(page, order.ShippingAddress);
        OrderFields.ApplyMetadata(page, row, order);
    }

    /// <summary>Who was erased after she had placed the order; whoever orders later is somebody new.</summary>
    private static Contact? ErasedOf(OrderPage page, SaleorOrder order) =>
        page.Contacts.GetValueOrDefault(Contact.ErasedEmail(page.TenantId, order.UserEmail!)) is { ErasedAt: { } at } erased && order.Created <= at
            ? erased
            : null;

    /// <summary>Names that the hub has stay: the customer's own record may know better than an address.</summary>
    private static Contact ContactOf(OrderPage page, SaleorOrder order)
    {
        var email = Contact.NormalizeEmail(order.UserEmail!);
        if (!page.Contacts.TryGetValue(email, out var contact))
        {
            contact = new Contact { Id = Ids.New(IdPrefix.Contact), TenantId = page.TenantId, Email = email };
            page.Contacts.Add(email, contact);
            page.Context.Database.Add(contact);
        }

        if (contact is { FirstName: null, LastName: null })
        {
            contact.FirstName = SaleorText.OrNull(order.BillingAddress?.FirstName);
            contact.LastName = SaleorText.OrNull(order.BillingAddress?.LastName);
        }

        contact.Phone ??= SaleorText.OrNull(order.BillingAddress?.Phone);
        contact.CompanyId ??= CompanyOf(page, order.BillingAddress?.CompanyName)?.Id;
        return contact;
    }

    private static Company? CompanyOf(OrderPage page, string? name)
    {
        var key = NaturalKey.Of(name);
        if (SaleorText.OrNull(name) is not { } text || key.Length == 0)
            return null;
        if (page.Companies.TryGetValue(key, out var company))
            return company;
        company = new Company { Id = Ids.New(IdPrefix.Company), TenantId = page.TenantId, Name = text, NormalizedName = key };
        page.Companies.Add(key, company);
        page.Context.Database.Add(company);
        return company;
    }

    private static string? AddressOf(OrderPage page, SaleorAddress? address)
    {
        if (address?.ToPostal() is not { } postal)
            return null;
        if (!page.Addresses.TryGetValue(postal.Key, out var row))
        {
            row = postal.ToRow(page.TenantId);
            page.Addresses.Add(row.NormalizedName, row);
            page.Context.Database.Add(row);
        }

        return row.Id;
    }
}
