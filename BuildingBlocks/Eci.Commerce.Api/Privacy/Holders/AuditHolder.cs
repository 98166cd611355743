using Eci.Core;
using Eci.Persistence;
using Eci.Persistence.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Privacy.Holders;

/// <summary>Who changed the person's contact, orders and parcels, and when. Holds no personal data of hers: it stays.</summary>
internal sealed class AuditHolder(EciDbContext database) : IPersonalDataHolder
{
    private const int MostExported = 1000;

    public string Name => "audit";

    public async Task<HeldData> ExportAsync(DataSubject person, CancellationToken cancellationToken)
    {
        List<string> ids = [person.ContactId, .. person.OrderIds, .. person.PackageIds];
        var entries = await database.Set<AuditEntry>().AsNoTracking()
            .Where(a => a.SubjectId != null && ids.Contains(a.SubjectId))
            .OrderByDescending(a => a.Time).ThenByDescending(a => a.Id)
            .Take(MostExported + 1)
            .Select(a => new { a.Time, a.Action, a.Subject, a.SubjectId })
            .ToListAsync(cancellationToken);
        return new HeldData(ExportJson.Node(entries.Take(MostExported)), entries.Count <= MostExported);
    }

    public Task<IReadOnlyDictionary<string, int>> EraseAsync(DataSubject person, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, int>>(new Dictionary<string, int>(StringComparer.Ordinal));
}
