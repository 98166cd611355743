using Eci.Persistence;
using Eci.Persistence.Privacy;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Privacy.Holders;

/// <summary>Mails that were sent, or not, about the person's parcels. That they were decided upon stays; to whom and under which subject goes.</summary>
internal sealed class MailHolder(EciDbContext database) : IPersonalDataHolder
{
    private const int MostExported = 20_000;

    public string Name => "mails";

    public async Task<HeldData> ExportAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var mails = await Mails(person).AsNoTracking().OrderByDescending(m => m.Time).ThenBy(m => m.Id).Take(MostExported + 1).ToListAsync(cancellationToken);
        var content = ExportJson.Node(mails.Take(MostExported).Select(m => new
        {
            m.Id,
            m.PackageId,
            m.PackageEventId,
            m.Time,
            State = WireName.Of(m.State),
            Status = WireName.Of(m.Status),
            Reason = m.Reason is { } reason ? WireName.Of(reason) : null,
            m.Email,
            m.Language,
            m.Subject,
            m.ProviderMessageId,
        }));
        return new HeldData(content, mails.Count <= MostExported);
    }

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var mails = await Mails(person).Where(m => m.Email != null || m.Subject != null).ToListAsync(cancellationToken);
        foreach (var mail in mails)
        {
            mail.Email = null;
            mail.Subject = null;
        }

        return new Dictionary<string, int>(StringComparer.Ordinal) { ["mails"] = mails.Count };
    }

    private IQueryable<TransactionalEmail> Mails(DataSubject person) =>
        database.Set<TransactionalEmail>().Where(m => m.PackageEvent!.Package!.Order!.MainContactId == person.ContactId);
}
