using Eci.Commerce;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.StorePackageEvent;

/// <summary>The package a report is about, and whether the report is stored already.</summary>
internal sealed record FoundPackage(Package Package, bool Known);

/// <summary>Finds packages of reports. One object per host: a compiled query belongs to one model.</summary>
internal sealed class PackageLookup
{
    private readonly Func<EciDbContext, Carrier, string, DateTimeOffset, PackageState, string, Task<FoundPackage?>> _find =
        EF.CompileAsyncQuery((EciDbContext db, Carrier carrier, string trackingId, DateTimeOffset at, PackageState state, string rawCode) =>
            db.Set<Package>()
                .Where(p => p.TrackingId == trackingId && p.Carrier == carrier)
                .Select(p => new FoundPackage(p, p.Events.Any(e => e.Time == at && e.State == state && e.RawCode == rawCode)))
                .SingleOrDefault());

    /// <summary>The tenant's package with carrier and number of the report, or null. One statement.</summary>
    public Task<FoundPackage?> FindAsync(EciDbContext database, PackageUpdate news) =>
        _find(database, news.Carrier, news.TrackingId, news.Time.ToUniversalTime(), news.State, news.RawCode);
}
