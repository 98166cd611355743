using Eci.Persistence;
using Eci.Persistence.Privacy;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Privacy;

/// <summary>Finds persons by their contact, with what identifies them. Four statements a person.</summary>
internal sealed class DataSubjects(EciDbContext database)
{
    /// <summary>The person of the tenant of the unit of work; null when there is no such contact.</summary>
    public async Task<DataSubject?> FindAsync(PersonName name, CancellationToken cancellationToken)
    {
        var contact = await database.Set<Contact>().AsNoTracking()
            .Include(c => c.Company)
            .SingleOrDefaultAsync(c => name.Id != null ? c.Id == name.Id : c.Email == name.Email, cancellationToken);
        return contact is null ? null : await DescribeAsync(contact, cancellationToken);
    }

    private async Task<DataSubject> DescribeAsync(Contact contact, CancellationToken cancellationToken)
    {
        var orders = await database.Set<Order>().AsNoTracking()
            .Include(o => o.ShippingAddress).Include(o => o.BillingAddress)
            .Where(o => o.MainContactId == contact.Id)
            .ToListAsync(cancellationToken);
        var packages = await database.Set<Package>().AsNoTracking()
            .Where(p => p.Order!.MainContactId == contact.Id)
            .Select(p => new { p.Id, p.TrackingId })
            .ToListAsync(cancellationToken);
        var kept = await database.Set<ContactAddress>().AsNoTracking()
            .Where(a => a.ContactId == contact.Id)
            .Select(a => a.Address!)
            .ToListAsync(cancellationToken);
        return new DataSubject
        {
            TenantId = contact.TenantId,
            ContactId = contact.Id,
            ErasedAt = contact.ErasedAt,
            OrderIds = orders.ConvertAll(o => o.Id),
            PackageIds = packages.ConvertAll(p => p.Id),
            TrackingIds = packages.ConvertAll(p => p.TrackingId),
            MessageKeys =
            [
                contact.Id, .. orders.Select(o => o.Id), .. packages.Select(p => p.Id), .. packages.SelectMany(p => KeysOf(p.TrackingId)),
            ],
            Texts = TextsOf(contact, orders, kept),
        };
    }

    /// <summary>The carrier of a parcel may have been corrected: news of the wrong one is about it, too.</summary>
    private static IEnumerable<string> KeysOf(string trackingId) => Enum.GetValues<Carrier>().Select(carrier => $"{WireName.Of(carrier)}/{trackingId}");

    private static PersonalTexts TextsOf(Contact contact, List<Order> orders, List<Address> kept)
    {
        if (contact.ErasedAt is not null)
            return new PersonalTexts(email: null, [], []);
        var addresses = orders.SelectMany(o => (Address?[])[o.ShippingAddress, o.BillingAddress]).OfType<Address>().Concat(kept).ToList();
        List<(string? First, string? Last)> names = [(contact.FirstName, contact.LastName), .. orders.Select(o => (o.FirstName, o.LastName))];
        return new PersonalTexts(
            contact.Email,
            [
                contact.Phone,
                .. names.Where(n => n.First is not null && n.Last is not null).SelectMany(n => (string[])[$"{n.First} {n.Last}", $"{n.Last}, {n.First}"]),
                .. addresses.SelectMany(a => (string?[])[a.FullName, a.Street, a.AdditionalLine, a.Phone]),
            ],
            [.. names.SelectMany(n => (string?[])[n.First, n.Last]), .. addresses.Select(a => a.Company), contact.Company?.Name]);
    }
}
