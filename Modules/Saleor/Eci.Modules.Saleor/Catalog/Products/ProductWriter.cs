using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;
using Eci.Sync;
using Eci.Sync.Rules;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>Writes the products of one page.</summary>
internal sealed class ProductWriter(SyncContext context, ProductPage page)
{
    private readonly VariantWriter _variants = new(context, page);

    public async Task WriteAsync(PulledRecord record, SaleorProduct product, CancellationToken cancellationToken)
    {
        var row = page.Find(product) ?? Add(product);
        row.Name = product.Name;
        row.NormalizedName = NaturalKey.Of(product.Name);
        row.Slug = SaleorText.OrNull(product.Slug);
        row.DescriptionHtml = EditorJs.ToHtml(product.Description);
        var mayClassify = page.MayWrite(FieldGroup.Prices, row);
        if (mayClassify || row.TypeName is null)
            row.TypeName = SaleorText.OrNull(product.ProductType?.Name);
        if (mayClassify || row.CategoryId is null)
            row.CategoryId = product.Category is { Id: var category } ? page.References.Categories[category] : null;
        row.Active = true;
        var variants = await _variants.WriteAsync(row, product, cancellationToken);
        MediaWriter.Write(context.Database, row, product, variants);
        if (mayClassify || row.Attributes.Count == 0)
            AttributeWriter.Write(context.Database, row, product, variants);
        ListingWriter.Write(context.Database, row, product, page.References);
        await context.Links.LinkAsync(SyncEntities.Products, product.Id, row.Id, cancellationToken);
        context.Store(new SyncDependency(SyncEntities.Products, product.Id));
        if (variants.Refused is { } sku)
            record.Fail($"Another product of the shop has the SKU {StoredText.Of(sku, 100)} too.");
        else
            record.Done(row.Id);
    }

    private Product Add(SaleorProduct product)
    {
        var row = new Product
        {
            Id = Ids.New(IdPrefix.Product),
            TenantId = context.App.TenantId,
            Name = product.Name,
            NormalizedName = NaturalKey.Of(product.Name),
        };
        context.Database.Add(row);
        page.Remember(row);
        return row;
    }
}
