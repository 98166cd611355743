using System.Globalization;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

internal enum AttributeInputTypeEnum
{
    Dropdown,
    Multiselect,
    File,
    Reference,
    Numeric,
    RichText,
    PlainText,
    Swatch,
    Boolean,
    Date,
    DateTime,
}

internal enum AttributeTypeEnum
{
    ProductType,
    PageType,
}

/// <summary>What can be said about products.</summary>
[Name("Attribute")]
[Implements(typeof(IObjectWithMetadata))]
internal sealed class ProductAttribute(int number, string slug, string name, AttributeInputTypeEnum inputType)
    : ShopObject("Attribute", number.ToString(CultureInfo.InvariantCulture))
{
    public AttributeInputTypeEnum? InputType => inputType;

    public string? Name => name;

    public string? Slug => slug;

    public AttributeTypeEnum? Type => AttributeTypeEnum.ProductType;

    public bool WithChoices => inputType is AttributeInputTypeEnum.Dropdown or AttributeInputTypeEnum.Multiselect or AttributeInputTypeEnum.Swatch;

    public string? ExternalReference => null;

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.ProductTypes];
}

/// <summary>What is said about a product.</summary>
internal sealed record SelectedAttribute(ProductAttribute Attribute, IReadOnlyList<AttributeValue> Values);
