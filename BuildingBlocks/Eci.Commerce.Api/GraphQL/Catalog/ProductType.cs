using Eci.Web.GraphQL;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL.Catalog;

/// <summary>A product in GraphQL. Modules add fields by <see cref="IFieldsOf{T}"/>.</summary>
public sealed class ProductType : ObjectGraphType<Product>
{
    public ProductType(IEnumerable<IFieldsOf<Product>> ofModules)
    {
        ArgumentNullException.ThrowIfNull(ofModules);
        Name = "Product";
        Description = "What a shop offers.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("name").Resolve(c => c.Source.Name);
        Field<string>("slug", nullable: true).Description("Last part of its address in the shop.").Resolve(c => c.Source.Slug);
        Field<string>("descriptionHtml", nullable: true).Description("As its shop wrote it: not cleaned.").Resolve(c => c.Source.DescriptionHtml);
        Field<string>("typeName", nullable: true).Resolve(c => c.Source.TypeName);
        Field<string>("hsCode", nullable: true).Description("Customs tariff number.").Resolve(c => c.Source.HsCode);
        Field<string>("countryOfOrigin", nullable: true).Description("ISO 3166-1 alpha-2.").Resolve(c => c.Source.CountryOfOrigin);
        Field<bool>("active").Description("False when no system has it any more.").Resolve(c => c.Source.Active);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<DateTimeOffset>("updatedAt").Resolve(c => c.Source.UpdatedAt);
        Field<CategoryType>("category").Resolve(c => c.Source.CategoryId is { } id ? c.CatalogLoaders().CategoryById.LoadAsync(id) : null);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ProductVariantType>>>>("variants")
            .Description("By SKU.")
            .Resolve(c => c.CatalogLoaders().VariantsByProduct.LoadAsync(c.Source.Id));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ProductMediaType>>>>("media")
            .Description("By position.")
            .Resolve(c => c.CatalogLoaders().MediaByProduct.LoadAsync(c.Source.Id));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ProductAttributeType>>>>("attributes")
            .Description("One for each value, those of its variants included.")
            .Resolve(c => c.CatalogLoaders().AttributesByProduct.LoadAsync(c.Source.Id));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ProductListingType>>>>("listings")
            .Description("How sales channels show it.")
            .Resolve(c => c.CatalogLoaders().ListingsByProduct.LoadAsync(c.Source.Id));
        foreach (var fields in ofModules)
            fields.AddTo(this);
    }
}

internal sealed class ProductMediaType : ObjectGraphType<ProductMedia>
{
    public ProductMediaType()
    {
        Name = "ProductMedia";
        Description = "A picture or film of a product.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("url").Resolve(c => c.Source.Url);
        Field<string>("altText", nullable: true).Resolve(c => c.Source.AltText);
        Field<bool>("isImage").Description("False: a film.").Resolve(c => c.Source.IsImage);
        Field<int>("position").Description("From 1.").Resolve(c => c.Source.Position);
        Field<IdGraphType>("productVariantId").Description("The variant it shows; null: the product.").Resolve(c => c.Source.ProductVariantId);
    }
}

internal sealed class ProductAttributeType : ObjectGraphType<ProductAttribute>
{
    public ProductAttributeType()
    {
        Name = "ProductAttribute";
        Description = "A property of a product or of one of its variants, with one value.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("name").Resolve(c => c.Source.Name);
        Field<string>("value").Resolve(c => c.Source.Value);
        Field<IdGraphType>("productVariantId").Description("Null: of the product.").Resolve(c => c.Source.ProductVariantId);
    }
}

internal sealed class ProductListingType : ObjectGraphType<ProductListing>
{
    public ProductListingType()
    {
        Name = "ProductListing";
        Description = "How a sales channel shows a product.";
        Field<bool>("isPublished").Resolve(c => c.Source.IsPublished);
        Field<DateTimeOffset?>("publishedFrom", nullable: true)
            .Description("From when on it counts that it is published; null: at once.").Resolve(c => c.Source.PublishedFrom);
        Field<bool>("isHidden").Description("Shown only to those who know its address.").Resolve(c => c.Source.IsHidden);
        Field<bool>("isAvailableForPurchase").Resolve(c => c.Source.IsAvailableForPurchase);
        Field<DateTimeOffset?>("availableFrom", nullable: true)
            .Description("From when on it can be bought although it cannot be yet; null: nobody knows.").Resolve(c => c.Source.AvailableFrom);
        Field<SalesChannelType>("salesChannel").Resolve(c => c.CatalogLoaders().SalesChannelById.LoadAsync(c.Source.SalesChannelId));
    }
}
