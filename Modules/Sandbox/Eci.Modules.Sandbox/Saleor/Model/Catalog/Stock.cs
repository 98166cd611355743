using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>How many of a variant lie in a warehouse. Allocated goods still lie there, but belong to orders.</summary>
internal sealed class Stock(int number, ProductVariant variant, Warehouse warehouse, int quantity)
{
    [Id]
    public string Id { get; } = GlobalId.Of(nameof(Stock), number.ToString(CultureInfo.InvariantCulture));

    public Warehouse Warehouse => warehouse;

    public ProductVariant ProductVariant => variant;

    [Needs(Permissions.Products, Permissions.Orders)]
    public int Quantity => OnHand;

    [Needs(Permissions.Products, Permissions.Orders)]
    public int QuantityAllocated => Allocated;

    [Needs(Permissions.Products, Permissions.Orders)]
    public int QuantityReserved => 0;

    internal int OnHand { get; set; } = quantity;

    internal int Allocated { get; set; }

    internal int Available => Math.Max(0, OnHand - Allocated);
}
