using Eci.Persistence;
using Eci.Persistence.Privacy;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Privacy.Holders;

/// <summary>
/// Parcels and their events. They stay and go on; who took the parcel goes, and so do the notes and places of every event: carriers write
/// names and streets there.
/// </summary>
internal sealed class PackageHolder(EciDbContext database, TimeProvider time) : IPersonalDataHolder
{
    private const int MostExported = 5000;
    private const int MostEvents = 50_000;

    public string Name => "packages";

    public async Task<HeldData> ExportAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var packages = await Packages(person).AsNoTracking().OrderByDescending(p => p.Id).Take(MostExported + 1).ToListAsync(cancellationToken);
        var ids = packages.Take(MostExported).Select(p => p.Id).ToList();
        var events = await database.Set<PackageEvent>().AsNoTracking()
            .Where(e => ids.Contains(e.PackageId)).OrderBy(e => e.PackageId).ThenBy(e => e.Time)
            .Take(MostEvents + 1)
            .ToListAsync(cancellationToken);
        var eventsByPackage = events.ToLookup(e => e.PackageId, StringComparer.Ordinal);
        var content = ExportJson.Node(packages.Take(MostExported).Select(p => Document(p, eventsByPackage[p.Id])));
        return new HeldData(content, packages.Count <= MostExported && events.Count <= MostEvents);
    }

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var packages = await Packages(person)
            .Where(p => p.ErasedAt == null || p.ReceivedBy != null || p.CarrierTrackingUrl != null)
            .ToListAsync(cancellationToken);
        foreach (var package in packages)
        {
            package.ErasedAt ??= time.GetUtcNow();
            package.ReceivedBy = null;
            package.CarrierTrackingUrl = null;
        }

        var events = await database.Set<PackageEvent>()
            .Where(e => e.Package!.Order!.MainContactId == person.ContactId && (e.Location != null || e.Message != null))
            .ToListAsync(cancellationToken);
        foreach (var stored in events)
        {
            stored.Location = null;
            stored.Message = null;
        }

        return new Dictionary<string, int>(StringComparer.Ordinal) { ["packages"] = packages.Count, ["packageEvents"] = events.Count };
    }

    private static object Document(Package package, IEnumerable<PackageEvent> events) => new
    {
        package.Id,
        package.OrderId,
        Carrier = WireName.Of(package.Carrier),
        package.TrackingId,
        package.CarrierTrackingUrl,
        State = WireName.Of(package.State),
        package.EstimatedDeliveryDate,
        package.ReceivedBy,
        package.IsReturn,
        package.CreatedAt,
        Events = events.Select(e => new { e.Id, e.Time, State = WireName.Of(e.State), e.RawCode, e.Location, e.Message, e.RecordedAt }),
    };

    private IQueryable<Package> Packages(DataSubject person) => database.Set<Package>().Where(p => p.Order!.MainContactId == person.ContactId);
}
