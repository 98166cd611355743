using Eci.Core;
using Eci.Persistence;
using Eci.Persistence.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Privacy.Holders;

/// <summary>The person's own row. It stays, to hold her orders together.</summary>
internal sealed class ContactHolder(EciDbContext database, TimeProvider time) : IPersonalDataHolder
{
    public string Name => "contact";

    public async Task<HeldData> ExportAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var contact = await database.Set<Contact>().AsNoTracking().Include(c => c.Company).SingleAsync(c => c.Id == person.ContactId, cancellationToken);
        return new HeldData(ExportJson.Node(new
        {
            contact.Id,
            contact.Email,
            contact.FirstName,
            contact.LastName,
            contact.Phone,
            Company = contact.Company?.Name,
            contact.TrackingEmailsConsent,
            contact.MarketingEmailsConsent,
            contact.CreatedAt,
            contact.UpdatedAt,
        }));
    }

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(DataSubject person, CancellationToken cancellationToken)
    {
        if (person.ErasedAt is not null)
            return new Dictionary<string, int>(StringComparer.Ordinal) { ["contacts"] = 0 };
        var contact = await database.Set<Contact>().SingleAsync(c => c.Id == person.ContactId, cancellationToken);
        var address = Contact.ErasedEmail(contact.TenantId, contact.Email);
        await GiveUpAsync(address, cancellationToken);
        contact.Email = address;
        contact.FirstName = null;
        contact.LastName = null;
        contact.Phone = null;
        contact.TrackingEmailsConsent = false;
        contact.MarketingEmailsConsent = false;
        contact.ErasedAt = time.GetUtcNow();
        return new Dictionary<string, int>(StringComparer.Ordinal) { ["contacts"] = 1 };
    }

    /// <summary>She came back after an earlier erasure: from now on the later one counts.</summary>
    private async Task GiveUpAsync(string address, CancellationToken cancellationToken)
    {
        if (await database.Set<Contact>().SingleOrDefaultAsync(c => c.Email == address, cancellationToken) is { } earlier)
            earlier.Email = $"{Ids.NewSecret("erased").ToLowerInvariant()}@erased.invalid";
    }
}
