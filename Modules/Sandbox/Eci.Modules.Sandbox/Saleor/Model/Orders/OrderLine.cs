using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>A variant in an order. Names, number and prices are those of the day it was ordered.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class OrderLine(long number, Channel channel, ProductVariant variant)
    : ShopObject(nameof(OrderLine), GlobalId.Uuid(nameof(OrderLine), number).ToString())
{
    public string ProductName { get; } = variant.Product.Name;

    public string VariantName { get; } = variant.Name;

    public string TranslatedProductName => "";

    public string TranslatedVariantName => "";

    public string? ProductSku { get; } = variant.Sku;

    public string? ProductVariantId { get; } = variant.Id;

    public bool IsShippingRequired { get; } = variant.Product.ProductType.IsShippingRequired;

    public int Quantity { get; set; }

    public int QuantityFulfilled { get; set; }

    public int QuantityToFulfill => Quantity - QuantityFulfilled;

    public double TaxRate => (double)Rate;

    public TaxedMoney UnitPrice => TaxedMoney.OfGross(Currency, UnitGross, Rate);

    public TaxedMoney UndiscountedUnitPrice => TaxedMoney.OfGross(Currency, RegularGross, Rate);

    public TaxedMoney TotalPrice => TaxedMoney.OfGross(Currency, TotalGross, Rate);

    public TaxedMoney UndiscountedTotalPrice => TaxedMoney.OfGross(Currency, RegularGross * Quantity, Rate);

    public Money UnitDiscount => new(Currency, RegularGross - UnitGross);

    public string? UnitDiscountReason => null;

    public decimal UnitDiscountValue => RegularGross - UnitGross;

    public DiscountValueTypeEnum? UnitDiscountType => DiscountValueTypeEnum.Fixed;

    public ProductVariant? Variant => variant.Product.IsDeleted ? null : variant;

    [Needs(Permissions.Products, Permissions.Orders)]
    public IReadOnlyList<Allocation>? Allocations => Reserved;

    [Needs(Permissions.AnyApp, Permissions.AnyStaff)]
    public TaxClass? TaxClass { get; } = variant.Product.TaxClass ?? variant.Product.ProductType.TaxClass;

    public string? TaxClassName => TaxClass?.Name;

    public string? VoucherCode { get; init; }

    public bool? IsGift => false;

    internal decimal Rate { get; } = variant.TaxRate;

    internal decimal RegularGross { get; init; }

    /// <summary>Price of all pieces with tax, after discounts.</summary>
    internal decimal TotalGross { get; set; }

    /// <summary>Price of a piece while there is none.</summary>
    internal decimal Price { get; init; }

    internal decimal UnitGross => Quantity == 0 ? Price : Money.Round(TotalGross / Quantity, Currency);

    internal List<Allocation> Reserved { get; } = [];

    internal ProductVariant Sold => variant;

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Orders];

    private string Currency => channel.Currency;
}

/// <summary>Pieces in a warehouse that are kept for an order line.</summary>
internal sealed class Allocation(long number, Stock stock, int quantity)
{
    [Id]
    public string Id { get; } = GlobalId.Of(nameof(Allocation), number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Needs(Permissions.Products, Permissions.Orders)]
    public int Quantity => Pieces;

    [Needs(Permissions.Products, Permissions.Orders)]
    public Warehouse Warehouse => stock.Warehouse;

    internal int Pieces { get; set; } = quantity;

    internal Stock Stock => stock;
}
