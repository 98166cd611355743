using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Orders;

/// <summary>Finds or adds the contact and the addresses of an order.</summary>
internal sealed class OrderPeople(EciDbContext database, TenantScope tenant)
{
    public async Task ApplyAsync(Order order, RegisterOrder input, CancellationToken cancellationToken)
    {
        if (input.Contact is { } contact)
            order.MainContactId = await ContactAsync(contact, cancellationToken);
        if (input.ShippingAddress is null && input.BillingAddress is null)
            return;
        var addresses = await AddressesAsync([.. new[] { input.ShippingAddress, input.BillingAddress }.OfType<PostalAddress>()], cancellationToken);
        if (input.ShippingAddress is { } shipping)
            order.ShippingAddressId = addresses[shipping.Key].Id;
        if (input.BillingAddress is { } billing)
            order.BillingAddressId = addresses[billing.Key].Id;
    }

    private async Task<string> ContactAsync(RegisterContact input, CancellationToken cancellationToken)
    {
        var email = Contact.NormalizeEmail(input.Email);
        var contact = await database.Set<Contact>().SingleOrDefaultAsync(c => c.Email == email, cancellationToken);
        if (contact is null)
        {
            contact = new Contact { Id = Ids.New(IdPrefix.Contact), TenantId = tenant.TenantId!, Email = email };
            database.Add(contact);
        }

        contact.FirstName = input.FirstName ?? contact.FirstName;
        contact.LastName = input.LastName ?? contact.LastName;
        contact.Phone = input.Phone ?? contact.Phone;
        contact.TrackingEmailsConsent = input.TrackingEmailsConsent ?? contact.TrackingEmailsConsent;
        return contact.Id;
    }

    private async Task<Dictionary<string, Address>> AddressesAsync(IReadOnlyList<PostalAddress> inputs, CancellationToken cancellationToken)
    {
        var keys = inputs.Select(i => i.Key).ToList();
        var known = await database.Set<Address>()
            .Where(a => EF.Parameter(keys).Contains(a.NormalizedName))
            .ToDictionaryAsync(a => a.NormalizedName, StringComparer.Ordinal, cancellationToken);
        foreach (var input in inputs.Where(i => !known.ContainsKey(i.Key)))
        {
            var address = input.ToRow(tenant.TenantId!);
            if (known.TryAdd(address.NormalizedName, address))
                database.Add(address);
        }

        return known;
    }
}
