using Eci.Persistence;
using Eci.Persistence.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Privacy.Holders;

/// <summary>Addresses that the person keeps, and the company she belongs to. Of what others use too only her part in it goes.</summary>
internal sealed class KeptAddressHolder(EciDbContext database) : IPersonalDataHolder
{
    private const int MostExported = 1000;
    private const string ErasedName = "erased";

    public string Name => "addresses";

    public async Task<HeldData> ExportAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var kept = await Kept(person).AsNoTracking().OrderBy(a => a.AddressId).Take(MostExported + 1).ToListAsync(cancellationToken);
        return new HeldData(
            ExportJson.Node(kept.Take(MostExported).Select(a => new { a.IsDefaultShipping, a.IsDefaultBilling, Address = a.Address!.Document() })),
            kept.Count <= MostExported);
    }

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var kept = await Kept(person).ToListAsync(cancellationToken);
        database.RemoveRange(kept);
        var ids = kept.ConvertAll(a => a.AddressId);
        var ofOthers = await database.Set<Address>()
            .Where(a => ids.Contains(a.Id)
                && (database.Set<ContactAddress>().Any(c => c.AddressId == a.Id && c.ContactId != person.ContactId)
                    || database.Set<Order>().Any(o => (o.MainContactId == null || o.MainContactId != person.ContactId) && (o.ShippingAddressId == a.Id || o.BillingAddressId == a.Id))))
            .Select(a => a.Id)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var own = kept.Select(a => a.Address!).Where(a => a.HoldsSomething() && !ofOthers.Contains(a.Id)).ToList();
        own.ForEach(a => a.Erase());
        return new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["keptAddresses"] = kept.Count,
            ["addresses"] = own.Count,
            ["companies"] = await EraseCompanyAsync(person, cancellationToken),
        };
    }

    /// <summary>A company that nobody else belongs to may be the person herself.</summary>
    private async Task<int> EraseCompanyAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var contact = await database.Set<Contact>().Include(c => c.Company).SingleAsync(c => c.Id == person.ContactId, cancellationToken);
        if (contact.Company is not { } company)
            return 0;
        contact.CompanyId = null;
        if (!await database.Set<Contact>().AnyAsync(c => c.CompanyId == company.Id && c.Id != person.ContactId, cancellationToken))
            (company.Name, company.NormalizedName) = (ErasedName, Core.Ids.NewSecret(ErasedName));
        return 1;
    }

    private IQueryable<ContactAddress> Kept(DataSubject person) => database.Set<ContactAddress>().Include(a => a.Address).Where(a => a.ContactId == person.ContactId);
}
