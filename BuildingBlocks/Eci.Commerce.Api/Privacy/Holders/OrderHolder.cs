using Eci.Core;
using Eci.Persistence;
using Eci.Persistence.Privacy;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Privacy.Holders;

/// <summary>
/// Orders, what was ordered and paid, and their addresses. Orders and money stay, without names, notes and what their origin says besides,
/// and under a new address of their page; of addresses the country stays. An address that others use too is left to them: the person's
/// orders get an empty one in its place.
/// </summary>
internal sealed class OrderHolder(EciDbContext database) : IPersonalDataHolder
{
    private const int MostExported = 5000;

    public string Name => "orders";

    public async Task<HeldData> ExportAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var orders = await Orders(person).AsNoTracking().AsSplitQuery()
            .Include(o => o.ShippingAddress).Include(o => o.BillingAddress)
            .Include(o => o.LineItems.OrderBy(l => l.Position)).Include(o => o.Payments).Include(o => o.Metadata)
            .OrderByDescending(o => o.Date).ThenByDescending(o => o.Id)
            .Take(MostExported + 1)
            .ToListAsync(cancellationToken);
        var invoices = await InvoicesAsync(person, cancellationToken);
        var content = ExportJson.Node(orders.Take(MostExported).Select(order => new
        {
            order.Id,
            order.OrderNumber,
            order.Date,
            order.Language,
            order.FirstName,
            order.LastName,
            order.TrackingNotificationsEnabled,
            order.CustomerNote,
            order.DiscountCode,
            order.Currency,
            order.TotalGross,
            Status = WireName.Of(order.Status),
            ShippingAddress = order.ShippingAddress?.Document(),
            BillingAddress = order.BillingAddress?.Document(),
            Lines = order.LineItems.Select(l => new { l.Sku, l.ProductName, l.Quantity, l.TotalGross }),
            Payments = order.Payments.Select(p => new { p.ReferenceNumber, Status = WireName.Of(p.Status), p.Amount, p.RefundedAmount, p.Currency, p.Date }),
            Invoices = invoices[order.Id].Select(i => new { i.InvoiceNumber, i.Date, i.TotalGross, i.Currency }),
            Metadata = order.Metadata.ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal),
            order.CreatedAt,
            order.UpdatedAt,
        }));
        return new HeldData(content, orders.Count <= MostExported);
    }

    /// <summary>By order.</summary>
    private async Task<ILookup<string, Invoice>> InvoicesAsync(DataSubject person, CancellationToken cancellationToken) =>
        (await database.Set<InvoiceOrder>().AsNoTracking()
            .Include(i => i.Invoice)
            .Where(i => i.Order!.MainContactId == person.ContactId)
            .OrderBy(i => i.InvoiceId)
            .ToListAsync(cancellationToken))
        .ToLookup(i => i.OrderId, i => i.Invoice!, StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var orders = await Orders(person).AsSplitQuery()
            .Include(o => o.ShippingAddress).Include(o => o.BillingAddress).Include(o => o.Metadata.Where(m => m.Value != string.Empty))
            .ToListAsync(cancellationToken);
        var changed = orders.Count(order => Erase(order, first: person.ErasedAt is null));
        var addresses = await EraseAddressesAsync(person, orders, cancellationToken);
        return new Dictionary<string, int>(StringComparer.Ordinal) { ["orders"] = changed, ["addresses"] = addresses };
    }

    private static bool Erase(Order order, bool first)
    {
        if (!first && order is { FirstName: null, LastName: null, CustomerNote: null, TrackingNotificationsEnabled: false, Metadata.Count: 0 })
            return false;
        order.FirstName = null;
        order.LastName = null;
        order.CustomerNote = null;
        foreach (var said in order.Metadata)
            said.Value = string.Empty;
        order.TrackingNotificationsEnabled = false;
        order.TrackingToken = Ids.NewSecret(IdPrefix.TrackingToken);
        return true;
    }

    private async Task<int> EraseAddressesAsync(DataSubject person, List<Order> orders, CancellationToken cancellationToken)
    {
        var used = orders.SelectMany(o => (Address?[])[o.ShippingAddress, o.BillingAddress]).OfType<Address>().Where(a => a.HoldsSomething()).Distinct().ToList();
        var ids = used.ConvertAll(a => a.Id);
        var others = database.Set<Order>().Where(o => o.MainContactId == null || o.MainContactId != person.ContactId);
        var shared = await database.Set<Address>()
            .Where(a => ids.Contains(a.Id)
                && (others.Any(o => o.ShippingAddressId == a.Id || o.BillingAddressId == a.Id)
                    || database.Set<ContactAddress>().Any(c => c.AddressId == a.Id && c.ContactId != person.ContactId)))
            .Select(a => a.Id)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        foreach (var address in used)
        {
            if (shared.Contains(address.Id))
                Replace(address, orders);
            else
                address.Erase();
        }

        return used.Count;
    }

    private void Replace(Address address, List<Order> orders)
    {
        var empty = ErasedAddress.InPlaceOf(address);
        database.Add(empty);
        foreach (var order in orders)
        {
            if (order.ShippingAddressId == address.Id)
                order.ShippingAddressId = empty.Id;
            if (order.BillingAddressId == address.Id)
                order.BillingAddressId = empty.Id;
        }
    }

    private IQueryable<Order> Orders(DataSubject person) => database.Set<Order>().Where(o => o.MainContactId == person.ContactId);
}
