using System.Text.Json;
using System.Text.Json.Nodes;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;
using Eci.Persistence.Privacy;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.Privacy;

/// <summary>Reports that wait for their parcel. Their places and notes go when the parcel is the person's, or when they mention her.</summary>
internal sealed class ParkedUpdateHolder(EciDbContext database) : IPersonalDataHolder
{
    private const int MostExported = 1000;

    public string Name => "parkedUpdates";

    public async Task<HeldData> ExportAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var parked = await Mentioning(person).AsNoTracking().OrderByDescending(u => u.ReceivedAt).ThenBy(u => u.Id).Take(MostExported + 1).ToListAsync(cancellationToken);
        var content = parked.Take(MostExported).Select(u => JsonSerializer.SerializeToNode(
            new { Carrier = WireName.Of(u.Carrier), u.TrackingId, u.Time, State = WireName.Of(u.State), u.RawCode, u.Location, u.Message, u.ReceivedAt },
            JsonSerializerOptions.Web));
        return new HeldData(new JsonArray([.. content]), parked.Count <= MostExported);
    }

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var parked = await Mentioning(person).ToListAsync(cancellationToken);
        foreach (var update in parked)
        {
            update.Location = null;
            update.Message = null;
        }

        return new Dictionary<string, int>(StringComparer.Ordinal) { [Name] = parked.Count };
    }

    private IQueryable<ParkedUpdate> Mentioning(DataSubject person)
    {
        var (numbers, patterns) = (person.TrackingIds, person.Texts.Patterns);
        var rows = database.Set<ParkedUpdate>().Where(u => u.Location != null || u.Message != null);
        return patterns.Count == 0
            ? rows.Where(u => numbers.Contains(u.TrackingId))
            : rows.Where(TextSearch.Holds<ParkedUpdate>(u => u.Location, patterns)
                .Or(TextSearch.Holds<ParkedUpdate>(u => u.Message, patterns))
                .Or(u => numbers.Contains(u.TrackingId)));
    }
}
