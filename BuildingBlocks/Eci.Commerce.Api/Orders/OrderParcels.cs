using Eci.Core;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Orders;

/// <summary>Finds or adds packages, and announces those that are new.</summary>
internal sealed class OrderParcels(EciDbContext database, IPackageAnnouncement announcement, ParcelContents contents, TenantScope tenant)
{
    /// <summary>
    /// Adds parcels to an order. A number that the order has already stays with its carrier: a person may have corrected it since the shop
    /// first told of it.
    /// </summary>
    public async Task AddAsync(Order order, IReadOnlyList<RegisterParcel> parcels, CancellationToken cancellationToken)
    {
        var wanted = parcels
            .Select((parcel, i) => (Path: $"packages[{i}]", Parcel: parcel))
            .Select(p => (p.Path, p.Parcel, Number: ParcelNumber.Of($"{p.Path}.trackingId", p.Parcel.Carrier, p.Parcel.TrackingId)))
            .DistinctBy(p => p.Number)
            .ToList();
        if (wanted.Count == 0)
            return;
        var numbers = wanted.Select(p => p.Number.TrackingId).ToList();
        var known = await database.Set<Package>().Where(p => EF.Parameter(numbers).Contains(p.TrackingId)).ToListAsync(cancellationToken);
        var numbered = new List<(Package, string, string?)>();
        var told = new List<(Package, string, List<RegisterParcelLine>)>();
        foreach (var (path, parcel, number) in wanted)
        {
            var package = known.Find(p => p.OrderId == order.Id && p.TrackingId == number.TrackingId)
                ?? await JoinAsync($"{path}.trackingId", number, order, known.Find(p => IsOf(p, number)), cancellationToken);
            numbered.Add((package, $"{path}.number", parcel.Number));
            if (parcel.Lines is { } lines)
                told.Add((package, $"{path}.lines", lines));
        }

        await NumberAsync(numbered, cancellationToken);
        await contents.ApplyAsync(order, told, cancellationToken);
    }

    /// <summary>Adds a package, to an order or to none.</summary>
    public async Task<Registered<Package>> AddAsync(ParcelNumber number, Order? order, RegisterPackage input, CancellationToken cancellationToken)
    {
        var known = await database.Set<Package>().SingleOrDefaultAsync(
            p => p.TrackingId == number.TrackingId && p.Carrier == number.Carrier, cancellationToken);
        var package = await JoinAsync("trackingId", number, order, known, cancellationToken);
        await NumberAsync([(package, "number", input.Number)], cancellationToken);
        if (order is not null && input.Lines is { } lines)
            await contents.ApplyAsync(order, [(package, "lines", lines)], cancellationToken);
        return new Registered<Package>(package, Created: known is null);
    }

    private async Task<Package> JoinAsync(string path, ParcelNumber number, Order? order, Package? known, CancellationToken cancellationToken)
    {
        if (known is not null)
        {
            if (order is not null && known.OrderId is not null && known.OrderId != order.Id)
            {
                throw new RegistrationRefusedException(RefusalCodes.PackageExists, new RefusedField(
                    path, $"{WireName.Of(number.Carrier)} {number.TrackingId} belongs to another order"));
            }

            known.OrderId ??= order?.Id;
            return known;
        }

        var package = new Package
        {
            Id = Ids.New(IdPrefix.Package),
            TenantId = tenant.TenantId!,
            OrderId = order?.Id,
            Carrier = number.Carrier,
            TrackingId = number.TrackingId,
        };
        database.Add(package);
        await announcement.AnnounceAsync(package, cancellationToken);
        return package;
    }

    /// <summary>Gives packages the numbers of their delivery notes; one statement when there are any.</summary>
    private async Task NumberAsync(IReadOnlyList<(Package Package, string Path, string? Number)> numbered, CancellationToken cancellationToken)
    {
        var numbers = numbered.Select(n => n.Number?.Trim()).OfType<string>().ToList();
        if (numbers.Count == 0)
            return;
        var owners = await database.Set<Package>()
            .Where(p => EF.Parameter(numbers).Contains(p.Number!))
            .ToDictionaryAsync(p => p.Number!, p => p.Id, StringComparer.Ordinal, cancellationToken);
        foreach (var (package, path, text) in numbered)
        {
            if (text?.Trim() is not { } number)
                continue;
            if (!owners.TryAdd(number, package.Id) && !string.Equals(owners[number], package.Id, StringComparison.Ordinal))
                throw new RegistrationRefusedException(RefusalCodes.PackageExists, new RefusedField(path, $"'{number}' is of another parcel"));
            package.Number = number;
        }
    }

    private static bool IsOf(Package package, ParcelNumber number) => package.Carrier == number.Carrier && package.TrackingId == number.TrackingId;
}
