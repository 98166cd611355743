using Eci.Commerce;
using Eci.Modules.Saleor.Catalog.Taxes;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Payments;
using Eci.Sync;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Everything of the hub that a page of orders touches, read beforehand by a constant number of statements.</summary>
internal sealed class OrderPage
{
    public required SyncContext Context { get; init; }

    public SaleorSettings Settings => ((SaleorApp)Context.App).Settings;

    public string TenantId => Context.App.TenantId;

    /// <summary>With contact, lines, metadata and payments, by id.</summary>
    public required Dictionary<string, Order> Orders { get; init; }

    public required Dictionary<string, Order> OrdersByNumber { get; init; }

    /// <summary>Ids of the hub by Saleor's.</summary>
    public required IReadOnlyDictionary<string, string> OrderLinks { get; init; }

    public required Dictionary<string, Contact> Contacts { get; init; }

    public required Dictionary<string, Company> Companies { get; init; }

    public required Dictionary<string, Address> Addresses { get; init; }

    public required OrderVariants Variants { get; init; }

    /// <summary>By rate and class.</summary>
    public required IReadOnlyDictionary<TaxOfLine, Tax> Taxes { get; init; }

    public required PaymentRows Payments { get; init; }

    public required IReadOnlyDictionary<string, string> ChannelLinks { get; init; }

    public required IReadOnlyDictionary<string, string> WarehouseLinks { get; init; }

    /// <summary>Lines that are in packages and gone from their orders.</summary>
    public required HashSet<string> PackedLineIds { get; init; }

    public required OrderFulfilments Fulfilments { get; init; }

    public required PageRecords Records { get; init; }

    /// <summary>The row of an order: by its link, else by its number.</summary>
    public Order? Find(SaleorOrder order) =>
        OrderLinks.TryGetValue(order.Id, out var id) && Orders.TryGetValue(id, out var linked)
            ? linked
            : OrdersByNumber.GetValueOrDefault(OrderMap.Number(order, Settings)!);

    public bool IsLinked(SaleorOrder order) => OrderLinks.ContainsKey(order.Id);
}
