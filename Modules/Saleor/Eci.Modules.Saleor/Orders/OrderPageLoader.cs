using Eci.Commerce;
using Eci.Modules.Saleor.Catalog.Taxes;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Payments;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Reads what a page of orders needs: the same number of statements, however many orders it has.</summary>
internal static class OrderPageLoader
{
    public static async Task<OrderPage> LoadAsync(SyncContext context, IReadOnlyList<SaleorOrder> orders, CancellationToken cancellationToken)
    {
        var lines = orders.SelectMany(o => o.Lines ?? []).ToList();
        var links = await context.Links.InternalIdsAsync(SyncEntities.Orders, [.. orders.Select(o => o.Id)], cancellationToken);
        var rows = await OrdersAsync(context, orders, links, cancellationToken);
        var fulfilments = await OrderFulfilments.LoadAsync(context, orders, rows, cancellationToken);
        var payments = await PaymentRows.LoadAsync(context, orders, rows, cancellationToken);
        string[] pushed = [.. fulfilments.PackageIds, .. rows.SelectMany(o => o.Payments).Select(p => p.Id)];
        return new OrderPage
        {
            Context = context,
            Orders = rows.ToDictionary(o => o.Id, StringComparer.Ordinal),
            OrdersByNumber = rows.ToDictionary(o => o.OrderNumber, StringComparer.Ordinal),
            OrderLinks = links,
            Contacts = await ContactsAsync(context, orders, cancellationToken),
            Companies = await CompaniesAsync(context, orders, cancellationToken),
            Addresses = await AddressesAsync(context, orders, cancellationToken),
            Variants = await OrderVariants.LoadAsync(context, lines, cancellationToken),
            Taxes = await LineTaxes.ResolveAsync(
                context, [.. lines.Select(TaxOf).OfType<TaxOfLine>().Distinct()], cancellationToken),
            Payments = payments,
            ChannelLinks = await LinksAsync(context, SyncEntities.SalesChannels, orders.Select(o => o.Channel?.Id), cancellationToken),
            WarehouseLinks = await LinksAsync(context, SyncEntities.Warehouses, lines.Select(WarehouseOf), cancellationToken),
            PackedLineIds = await PackedLineIdsAsync(context, orders, rows, cancellationToken),
            Fulfilments = fulfilments,
            Records = await PageRecords.LoadAsync(context, pushed, payments.ExternalIds, cancellationToken),
        };
    }

    /// <summary>Null when the line has no rate.</summary>
    public static TaxOfLine? TaxOf(SaleorOrderLine line) =>
        OrderMap.Percent(line.TaxRate) is { } percent ? new TaxOfLine(line.TaxClass?.Id, SaleorText.OrNull(line.TaxClassName), percent) : null;

    /// <summary>Where a line's goods lie; null when nothing is set aside for it.</summary>
    public static string? WarehouseOf(SaleorOrderLine line) => line.Allocations?.FirstOrDefault(a => a.Warehouse is not null)?.Warehouse?.Id;

    private static Task<List<Order>> OrdersAsync(
        SyncContext context, IReadOnlyList<SaleorOrder> orders, IReadOnlyDictionary<string, string> links, CancellationToken cancellationToken)
    {
        var settings = ((SaleorApp)context.App).Settings;
        var ids = links.Values.ToList();
        var numbers = orders.Select(o => OrderMap.Number(o, settings)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return context.Database.Set<Order>()
            .Where(o => ids.Contains(o.Id) || numbers.Contains(o.OrderNumber))
            .Include(o => o.MainContact)
            .Include(o => o.LineItems)
            .Include(o => o.Metadata)
            .Include(o => o.Payments)
            .AsSplitQuery()
            .ToListAsync(cancellationToken);
    }

    private static Task<Dictionary<string, Contact>> ContactsAsync(
        SyncContext context, IReadOnlyList<SaleorOrder> orders, CancellationToken cancellationToken)
    {
        var emails = orders.Select(o => Contact.NormalizeEmail(o.UserEmail!))
            .SelectMany(email => (string[])[email, Contact.ErasedEmail(context.App.TenantId, email)])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return context.Database.Set<Contact>()
            .Where(c => emails.Contains(c.Email))
            .ToDictionaryAsync(c => c.Email, StringComparer.Ordinal, cancellationToken);
    }

    private static Task<Dictionary<string, Company>> CompaniesAsync(
        SyncContext context, IReadOnlyList<SaleorOrder> orders, CancellationToken cancellationToken)
    {
        var names = orders.Select(o => NaturalKey.Of(o.BillingAddress?.CompanyName)).Distinct(StringComparer.Ordinal).ToList();
        return context.Database.Set<Company>()
            .Where(c => names.Contains(c.NormalizedName))
            .ToDictionaryAsync(c => c.NormalizedName, StringComparer.Ordinal, cancellationToken);
    }

    private static Task<Dictionary<string, Address>> AddressesAsync(
        SyncContext context, IReadOnlyList<SaleorOrder> orders, CancellationToken cancellationToken)
    {
        var keys = orders.SelectMany(o => new[] { o.BillingAddress, o.ShippingAddress })
            .Select(a => a?.ToPostal()?.Key)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return context.Database.Set<Address>()
            .Where(a => keys.Contains(a.NormalizedName))
            .ToDictionaryAsync(a => a.NormalizedName, StringComparer.Ordinal, cancellationToken);
    }

    private static Task<IReadOnlyDictionary<string, string>> LinksAsync(
        SyncContext context, string entity, IEnumerable<string?> externalIds, CancellationToken cancellationToken) =>
        context.Links.InternalIdsAsync(entity, [.. externalIds.OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);

    private static async Task<HashSet<string>> PackedLineIdsAsync(
        SyncContext context, IReadOnlyList<SaleorOrder> orders, IReadOnlyList<Order> rows, CancellationToken cancellationToken)
    {
        var stay = orders.SelectMany(o => o.Lines ?? []).Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        var gone = rows.SelectMany(o => o.LineItems).Where(l => !stay.Contains(l.LineKey)).Select(l => l.Id).ToList();
        return gone.Count == 0
            ? []
            : await context.Database.Set<PackageLineItem>()
                .Where(l => l.OrderLineItemId != null && gone.Contains(l.OrderLineItemId))
                .Select(l => l.OrderLineItemId!)
                .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
    }
}
