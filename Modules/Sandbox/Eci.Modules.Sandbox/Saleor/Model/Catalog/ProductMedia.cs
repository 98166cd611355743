using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

[Name(nameof(ProductMediaType))]
internal enum ProductMediaType
{
    Image,
    Video,
}

internal enum ThumbnailFormatEnum
{
    Original,
    Avif,
    Webp,
}

/// <summary>A picture of a product.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class ProductMedia(int number, Product product, int sortOrder, string path)
    : ShopObject(nameof(ProductMedia), number.ToString(CultureInfo.InvariantCulture))
{
    public int? SortOrder => sortOrder;

    public string Alt => product.Name;

    public ProductMediaType Type => ProductMediaType.Image;

    public JsonText OembedData => new("{}");

    [Id]
    public string? ProductId => product.Id;

    public string Url(
        IResolveFieldContext context, int? size, ThumbnailFormatEnum? format = ThumbnailFormatEnum.Original) =>
        AddressOf(context, size, format);

    internal string AddressOf(IResolveFieldContext context, int? size, ThumbnailFormatEnum? format)
    {
        var root = context.Shop().Origin;
        var ending = format is ThumbnailFormatEnum.Webp ? ".webp" : "";
        return size is null or 0 ? $"{root}/media/products/{path}" : $"{root}/thumbnail/{Id}/{size}/{ending}";
    }

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Products];
}
