using Eci.Persistence;
using Eci.Web.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.GraphQL.Orders;

/// <summary>Reads what belongs to orders, packages and contacts: one statement per kind and level, whatever the number of rows.</summary>
internal sealed class OrderPartLoaders(EciDbContext database)
{
    public BatchLoader<string, IReadOnlyList<OrderLineItem>> LinesByOrder { get; } = BatchLoader.Many<string, OrderLineItem>(
        (orderIds, cancellationToken) => database.Set<OrderLineItem>().AsNoTracking()
            .Where(l => EF.Parameter(orderIds).Contains(l.OrderId))
            .OrderBy(l => l.Position).ThenBy(l => l.Id)
            .ToListAsync(cancellationToken),
        l => l.OrderId);

    public BatchLoader<string, OrderLineItem?> LineById { get; } = BatchLoader.One<string, OrderLineItem>(
        (ids, cancellationToken) => database.Set<OrderLineItem>().AsNoTracking().Where(l => EF.Parameter(ids).Contains(l.Id)).ToListAsync(cancellationToken),
        l => l.Id);

    public BatchLoader<string, IReadOnlyList<PackageLineItem>> LinesByPackage { get; } = BatchLoader.Many<string, PackageLineItem>(
        (packageIds, cancellationToken) => database.Set<PackageLineItem>().AsNoTracking()
            .Where(l => EF.Parameter(packageIds).Contains(l.PackageId))
            .OrderBy(l => l.Position)
            .ToListAsync(cancellationToken),
        l => l.PackageId);

    public BatchLoader<string, IReadOnlyList<Payment>> PaymentsByOrder { get; } = BatchLoader.Many<string, Payment>(
        (orderIds, cancellationToken) => database.Set<Payment>().AsNoTracking()
            .Where(p => EF.Parameter(orderIds).Contains(p.OrderId!))
            .OrderBy(p => p.CreatedAt).ThenBy(p => p.Id)
            .ToListAsync(cancellationToken),
        p => p.OrderId!);

    public BatchLoader<string, PaymentMethod?> PaymentMethodById { get; } = BatchLoader.One<string, PaymentMethod>(
        (ids, cancellationToken) => database.Set<PaymentMethod>().AsNoTracking().Where(m => EF.Parameter(ids).Contains(m.Id)).ToListAsync(cancellationToken),
        m => m.Id);

    public BatchLoader<string, IReadOnlyList<OrderMetadata>> MetadataByOrder { get; } = BatchLoader.Many<string, OrderMetadata>(
        (orderIds, cancellationToken) => database.Set<OrderMetadata>().AsNoTracking()
            .Where(m => EF.Parameter(orderIds).Contains(m.OrderId))
            .OrderBy(m => m.Key)
            .ToListAsync(cancellationToken),
        m => m.OrderId);

    public BatchLoader<string, IReadOnlyList<Invoice>> InvoicesByOrder { get; } = new(
        async (orderIds, cancellationToken) => (await database.Set<InvoiceOrder>().AsNoTracking()
                .Include(o => o.Invoice)
                .Where(o => EF.Parameter(orderIds).Contains(o.OrderId))
                .OrderBy(o => o.Invoice!.CreatedAt).ThenBy(o => o.InvoiceId)
                .ToListAsync(cancellationToken))
            .GroupBy(o => o.OrderId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<Invoice>)[.. g.Select(o => o.Invoice!)], StringComparer.Ordinal),
        ifMissing: []);

    public BatchLoader<string, Company?> CompanyById { get; } = BatchLoader.One<string, Company>(
        (ids, cancellationToken) => database.Set<Company>().AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id)).ToListAsync(cancellationToken),
        c => c.Id);

    public BatchLoader<string, IReadOnlyList<ContactAddress>> AddressesByContact { get; } = BatchLoader.Many<string, ContactAddress>(
        (contactIds, cancellationToken) => database.Set<ContactAddress>().AsNoTracking()
            .Include(a => a.Address)
            .Where(a => EF.Parameter(contactIds).Contains(a.ContactId))
            .OrderBy(a => a.AddressId)
            .ToListAsync(cancellationToken),
        a => a.ContactId);
}
