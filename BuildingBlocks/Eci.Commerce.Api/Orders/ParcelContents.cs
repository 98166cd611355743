using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Orders;

/// <summary>Says what is in packages. Two statements for all packages of a call.</summary>
internal sealed class ParcelContents(EciDbContext database)
{
    /// <summary>Replaces what is in the packages by what is told; leaves those alone of which nothing is told.</summary>
    /// <param name="order">Their order.</param>
    /// <param name="told">Each with the path of its lines, for errors.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="RegistrationRefusedException">A line is not known.</exception>
    public async Task ApplyAsync(Order order, IReadOnlyList<(Package Package, string Path, List<RegisterParcelLine> Lines)> told, CancellationToken cancellationToken)
    {
        if (told.Count == 0)
            return;
        var ids = told.Select(t => t.Package.Id).ToList();
        var known = (await database.Set<PackageLineItem>().Where(l => EF.Parameter(ids).Contains(l.PackageId)).ToListAsync(cancellationToken)).ToLookup(l => l.PackageId, StringComparer.Ordinal);
        await database.Set<OrderLineItem>().Where(l => l.OrderId == order.Id).LoadAsync(cancellationToken);
        var lines = database.ChangeTracker.Entries<OrderLineItem>()
            .Where(e => e.State is not EntityState.Deleted && e.Entity.OrderId == order.Id)
            .ToDictionary(e => e.Entity.LineKey, e => e.Entity.Id, StringComparer.Ordinal);
        foreach (var (package, path, inputs) in told)
        {
            var wanted = inputs.Select((input, i) => New(package, i + 1, input, LineOf(lines, input, $"{path}[{i}].lineKey"))).ToList();
            Replace([.. known[package.Id].OrderBy(l => l.Position)], wanted);
        }
    }

    private static string? LineOf(Dictionary<string, string> lines, RegisterParcelLine input, string path)
    {
        if (input.LineKey?.Trim() is not { Length: > 0 } key)
            return null;
        return lines.GetValueOrDefault(key)
            ?? throw new RegistrationRefusedException(RefusalCodes.InvalidArgument, new RefusedField(path, $"'{key}' is no line of the order"));
    }

    private static PackageLineItem New(Package package, int position, RegisterParcelLine input, string? lineId) => new()
    {
        Id = Ids.Of(IdPrefix.PackageLineItem, package.Id, position.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        TenantId = package.TenantId,
        PackageId = package.Id,
        Position = position,
        Sku = input.Sku?.Trim(),
        Quantity = input.Quantity,
        OrderLineItemId = lineId,
    };

    private void Replace(List<PackageLineItem> known, List<PackageLineItem> wanted)
    {
        foreach (var line in wanted)
        {
            if (known.Find(l => l.Position == line.Position) is { } old)
                (old.Sku, old.Quantity, old.OrderLineItemId) = (line.Sku, line.Quantity, line.OrderLineItemId);
            else
                database.Add(line);
        }

        database.RemoveRange(known.Where(l => l.Position > wanted.Count));
    }
}
