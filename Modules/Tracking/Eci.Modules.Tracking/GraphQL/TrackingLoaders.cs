using Eci.Carriers;
using Eci.Commerce;
using Eci.Persistence;
using Eci.Web.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.GraphQL;

/// <summary>Reads what the fields of one request ask for: one statement per kind and level, whatever the number of rows.</summary>
internal sealed class TrackingLoaders(EciDbContext database)
{
    public BatchLoader<string, IReadOnlyList<Package>> PackagesByTrackingId { get; } = BatchLoader.Many<string, Package>(
        (numbers, cancellationToken) => database.Set<Package>().AsNoTracking()
            .Where(p => EF.Parameter(numbers).Contains(p.TrackingId))
            .ToListAsync(cancellationToken),
        p => p.TrackingId);

    public BatchLoader<string, Package?> PackageById { get; } = BatchLoader.One<string, Package>(
        (ids, cancellationToken) => database.Set<Package>().AsNoTracking()
            .Where(p => EF.Parameter(ids).Contains(p.Id))
            .ToListAsync(cancellationToken),
        p => p.Id);

    public BatchLoader<string, IReadOnlyList<Package>> PackagesByOrder { get; } = BatchLoader.Many<string, Package>(
        (orderIds, cancellationToken) => database.Set<Package>().AsNoTracking()
            .Where(p => EF.Parameter(orderIds).Contains(p.OrderId!))
            .OrderBy(p => p.CreatedAt).ThenBy(p => p.Id)
            .ToListAsync(cancellationToken),
        p => p.OrderId!);

    public BatchLoader<string, Order?> OrderById { get; } = BatchLoader.One<string, Order>(
        (ids, cancellationToken) => database.Set<Order>().AsNoTracking()
            .Include(o => o.MainContact)
            .Where(o => EF.Parameter(ids).Contains(o.Id))
            .ToListAsync(cancellationToken),
        o => o.Id);

    public BatchLoader<string, IReadOnlyList<PackageEvent>> EventsByPackage { get; } = BatchLoader.Many<string, PackageEvent>(
        (packageIds, cancellationToken) => database.Set<PackageEvent>().AsNoTracking()
            .Where(e => EF.Parameter(packageIds).Contains(e.PackageId))
            .OrderBy(e => e.Time).ThenBy(e => e.RecordedAt).ThenBy(e => e.Id)
            .ToListAsync(cancellationToken),
        e => e.PackageId);

    public BatchLoader<string, PackagePoll?> PollByPackage { get; } = BatchLoader.One<string, PackagePoll>(
        (packageIds, cancellationToken) => database.Set<PackagePoll>().AsNoTracking()
            .Where(p => EF.Parameter(packageIds).Contains(p.PackageId))
            .ToListAsync(cancellationToken),
        p => p.PackageId);

    public BatchLoader<string, PackageEvent?> EventById { get; } = BatchLoader.One<string, PackageEvent>(
        (ids, cancellationToken) => database.Set<PackageEvent>().AsNoTracking()
            .Where(e => EF.Parameter(ids).Contains(e.Id))
            .ToListAsync(cancellationToken),
        e => e.Id);

    public BatchLoader<string, TransactionalEmail?> EmailByEvent { get; } = BatchLoader.One<string, TransactionalEmail>(
        (eventIds, cancellationToken) => database.Set<TransactionalEmail>().AsNoTracking()
            .Where(m => EF.Parameter(eventIds).Contains(m.PackageEventId))
            .ToListAsync(cancellationToken),
        m => m.PackageEventId);
}
