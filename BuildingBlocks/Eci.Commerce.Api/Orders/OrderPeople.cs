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
        var addresses = await AddressesAsync([.. new[] { input.ShippingAddress, input.BillingAddress }.OfType<RegisterAddress>()], cancellationToken);
        if (input.ShippingAddress is { } shipping)
            order.ShippingAddressId = addresses[KeyOf(shipping)].Id;
        if (input.BillingAddress is { } billing)
            order.BillingAddressId = addresses[KeyOf(billing)].Id;
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

    /// <summary>Orders share addresses, so one that is known is never changed.</summary>
    private async Task<Dictionary<string, Address>> AddressesAsync(IReadOnlyList<RegisterAddress> inputs, CancellationToken cancellationToken)
    {
        var keys = inputs.Select(KeyOf).ToList();
        var known = await database.Set<Address>()
            .Where(a => EF.Parameter(keys).Contains(a.NormalizedName))
            .ToDictionaryAsync(a => a.NormalizedName, StringComparer.Ordinal, cancellationToken);
        foreach (var input in inputs.Where(i => !known.ContainsKey(KeyOf(i))))
        {
            var address = New(input);
            if (known.TryAdd(address.NormalizedName, address))
                database.Add(address);
        }

        return known;
    }

    private Address New(RegisterAddress input) => new()
    {
        Id = Ids.New(IdPrefix.Address),
        TenantId = tenant.TenantId!,
        FullName = input.FullName,
        Company = input.Company,
        Street = input.Street,
        AdditionalLine = input.AdditionalLine,
        PostalCode = input.PostalCode,
        City = input.City,
        State = input.State,
        CountryCode = input.CountryCode?.Trim().ToUpperInvariant(),
        Phone = input.Phone,
        NormalizedName = KeyOf(input),
    };

    /// <summary>Every part counts: orders share a row only when nothing differs but the spelling.</summary>
    private static string KeyOf(RegisterAddress address) => NaturalKey.Of(
        address.FullName,
        address.Company,
        address.Street,
        address.AdditionalLine,
        address.PostalCode,
        address.City,
        address.State,
        address.CountryCode,
        address.Phone);
}
