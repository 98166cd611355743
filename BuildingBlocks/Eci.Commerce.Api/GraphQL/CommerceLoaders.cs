using Eci.Persistence;
using Eci.Web.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.GraphQL;

/// <summary>Reads what the fields of one request ask for: one statement per kind and level, whatever the number of rows.</summary>
internal sealed class CommerceLoaders(EciDbContext database)
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
            .Where(o => EF.Parameter(ids).Contains(o.Id))
            .ToListAsync(cancellationToken),
        o => o.Id);

    public BatchLoader<string, IReadOnlyList<PackageEvent>> EventsByPackage { get; } = BatchLoader.Many<string, PackageEvent>(
        (packageIds, cancellationToken) => database.Set<PackageEvent>().AsNoTracking()
            .Where(e => EF.Parameter(packageIds).Contains(e.PackageId))
            .OrderBy(e => e.Time).ThenBy(e => e.RecordedAt).ThenBy(e => e.Id)
            .ToListAsync(cancellationToken),
        e => e.PackageId);

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

    public BatchLoader<string, TransactionalEmail?> EmailById { get; } = BatchLoader.One<string, TransactionalEmail>(
        (ids, cancellationToken) => database.Set<TransactionalEmail>().AsNoTracking()
            .Where(m => EF.Parameter(ids).Contains(m.Id))
            .ToListAsync(cancellationToken),
        m => m.Id);

    public BatchLoader<string, Order?> OrderByNumber { get; } = BatchLoader.One<string, Order>(
        (numbers, cancellationToken) => database.Set<Order>().AsNoTracking()
            .Where(o => EF.Parameter(numbers).Contains(o.OrderNumber))
            .ToListAsync(cancellationToken),
        o => o.OrderNumber);

    public BatchLoader<string, Contact?> ContactById { get; } = BatchLoader.One<string, Contact>(
        (ids, cancellationToken) => database.Set<Contact>().AsNoTracking()
            .Where(c => EF.Parameter(ids).Contains(c.Id))
            .ToListAsync(cancellationToken),
        c => c.Id);

    public BatchLoader<string, Contact?> ContactByEmail { get; } = BatchLoader.One<string, Contact>(
        (addresses, cancellationToken) => database.Set<Contact>().AsNoTracking()
            .Where(c => EF.Parameter(addresses).Contains(c.Email))
            .ToListAsync(cancellationToken),
        c => c.Email);

    public BatchLoader<string, Address?> AddressById { get; } = BatchLoader.One<string, Address>(
        (ids, cancellationToken) => database.Set<Address>().AsNoTracking()
            .Where(a => EF.Parameter(ids).Contains(a.Id))
            .ToListAsync(cancellationToken),
        a => a.Id);

    /// <summary>The newest orders of a contact, so many. One statement for each length that is asked for.</summary>
    public BatchLoader<(string ContactId, int First), IReadOnlyList<Order>> OrdersByContact { get; } = new(
        async (keys, cancellationToken) =>
        {
            var found = new Dictionary<(string, int), IReadOnlyList<Order>>();
            foreach (var length in keys.GroupBy(k => k.First, k => k.ContactId))
            {
                foreach (var orders in (await NewestAsync(database, [.. length], length.Key, cancellationToken)).GroupBy(o => o.MainContactId!))
                    found[(orders.Key, length.Key)] = [.. orders];
            }

            return found;
        },
        ifMissing: []);

    private static Task<List<Order>> NewestAsync(EciDbContext database, List<string> contactIds, int first, CancellationToken cancellationToken) =>
        database.Set<Contact>().AsNoTracking()
            .Where(c => EF.Parameter(contactIds).Contains(c.Id))
            .SelectMany(c => database.Set<Order>()
                .Where(o => o.MainContactId == c.Id)
                .OrderByDescending(o => o.Date).ThenByDescending(o => o.Id)
                .Take(first))
            .OrderByDescending(o => o.Date).ThenByDescending(o => o.Id)
            .ToListAsync(cancellationToken);
}
