using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Timeline;

/// <summary>Puts the stories of all sources together, in the order in which the hub learned of things; what is still to come stands last.</summary>
public sealed class TimelineReader
{
    private readonly EciDbContext _database;
    private readonly IReadOnlyList<ITimelineSource> _sources;

    internal TimelineReader(EciDbContext database, IEnumerable<ITimelineSource> sources)
    {
        _database = database;
        _sources = [.. sources];
    }

    /// <summary>The story of an order of the scope's tenant with all its packages; null when there is no such order.</summary>
    /// <param name="orderNumber">The number the customer knows.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<TimelineEntry>?> OfOrderAsync(string orderNumber, CancellationToken cancellationToken)
    {
        var order = await _database.Set<Order>().AsNoTracking().SingleOrDefaultAsync(o => o.OrderNumber == orderNumber, cancellationToken);
        return order is null ? null : (await OfOrdersAsync([order], cancellationToken))[order];
    }

    internal async Task<IReadOnlyDictionary<Order, IReadOnlyList<TimelineEntry>>> OfOrdersAsync(
        IReadOnlyList<Order> orders, CancellationToken cancellationToken)
    {
        var ids = orders.Select(o => o.Id).Distinct(StringComparer.Ordinal).ToList();
        var packages = await _database.Set<Package>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.OrderId!)).ToListAsync(cancellationToken);
        var orderOf = packages.ToDictionary(p => p.Id, p => p.OrderId, StringComparer.Ordinal);
        var entries = (await ReadAsync(new TimelineSubjects([.. orders.DistinctBy(o => o.Id)], packages), cancellationToken))
            .ToLookup(e => e.OrderId ?? (e.PackageId is { } packageId ? orderOf.GetValueOrDefault(packageId) : null), StringComparer.Ordinal);
        return orders.ToDictionary(o => o, o => Sorted(entries[o.Id]));
    }

    internal async Task<IReadOnlyDictionary<Package, IReadOnlyList<TimelineEntry>>> OfPackagesAsync(
        IReadOnlyList<Package> packages, CancellationToken cancellationToken)
    {
        var subjects = new TimelineSubjects([], [.. packages.DistinctBy(p => p.Id)]);
        var entries = (await ReadAsync(subjects, cancellationToken)).ToLookup(e => e.PackageId, StringComparer.Ordinal);
        return packages.ToDictionary(p => p, p => Sorted(entries[p.Id]));
    }

    private async Task<List<TimelineEntry>> ReadAsync(TimelineSubjects subjects, CancellationToken cancellationToken)
    {
        var entries = new List<TimelineEntry>();
        foreach (var source in _sources)
            entries.AddRange(await source.ReadAsync(subjects, cancellationToken));
        return entries;
    }

    private static IReadOnlyList<TimelineEntry> Sorted(IEnumerable<TimelineEntry> entries) =>
    [
        .. entries
            .OrderBy(e => e.RecordedAt ?? DateTimeOffset.MaxValue)
            .ThenBy(e => e.Step)
            .ThenBy(e => e.Time)
            .ThenBy(e => e.PackageId, StringComparer.Ordinal)
            .ThenBy(e => e.Kind, StringComparer.Ordinal),
    ];
}
