using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

internal enum ProductTypeKindEnum
{
    Normal,
    GiftCard,
}

internal enum VariantAttributeScope
{
    All,
    VariantSelection,
    NotVariantSelection,
}

/// <summary>What products of a kind have in common.</summary>
[Name(nameof(ProductType))]
[Implements(typeof(IObjectWithMetadata))]
internal sealed class ProductType(int number, string slug, string name, bool hasVariants)
    : ShopObject(nameof(ProductType), number.ToString(CultureInfo.InvariantCulture))
{
    public string Name => name;

    public string Slug => slug;

    public bool HasVariants => hasVariants;

    public bool IsShippingRequired => Kind is ProductTypeKindEnum.Normal;

    public bool IsDigital => Kind is ProductTypeKindEnum.GiftCard;

    public Weight? Weight => null;

    public ProductTypeKindEnum Kind { get; init; }

    [Needs(Permissions.AnyApp, Permissions.AnyStaff)]
    public TaxClass? TaxClass { get; init; }

    public IReadOnlyList<ProductAttribute>? VariantAttributes(VariantAttributeScope? variantSelection) =>
        variantSelection is VariantAttributeScope.NotVariantSelection ? [] : OfVariants;

    public IReadOnlyList<ProductAttribute>? ProductAttributes => OfProducts;

    internal IReadOnlyList<ProductAttribute> OfVariants { get; init; } = [];

    internal IReadOnlyList<ProductAttribute> OfProducts { get; init; } = [];

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.ProductTypes];
}
