using Eci.Web.GraphQL;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL.Catalog;

/// <summary>A variant in GraphQL. Modules add fields by <see cref="IFieldsOf{T}"/>.</summary>
public sealed class ProductVariantType : ObjectGraphType<ProductVariant>
{
    public ProductVariantType(IEnumerable<IFieldsOf<ProductVariant>> ofModules)
    {
        ArgumentNullException.ThrowIfNull(ofModules);
        Name = "ProductVariant";
        Description = "What can be ordered; one per SKU.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<NonNullGraphType<IdGraphType>>("sku").Resolve(c => c.Source.Sku);
        Field<string>("name", nullable: true).Resolve(c => c.Source.Name);
        Field<string>("ean", nullable: true).Description("GTIN of 8, 12, 13 or 14 digits.").Resolve(c => c.Source.Ean);
        Field<decimal?>("weightGrams", nullable: true).Resolve(c => c.Source.WeightGrams);
        Field<bool>("active").Resolve(c => c.Source.Active);
        Field<bool>("isBundle").Description("Made of other variants.").Resolve(c => c.Source.IsBundle);
        Field<bool>("isUncounted").Description("May be sold whatever lies in the warehouses.").Resolve(c => c.Source.IsUncounted);
        Field<decimal?>("averageRating", nullable: true).Resolve(c => c.Source.AverageRating);
        Field<int?>("ratingCount", nullable: true).Resolve(c => c.Source.RatingCount);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<DateTimeOffset>("updatedAt").Resolve(c => c.Source.UpdatedAt);
        Field<ProductType>("product").Resolve(c => c.CatalogLoaders().ProductById.LoadAsync(c.Source.ProductId));
        Field<TaxType>("salesTax").Resolve(c => c.Source.SalesTaxId is { } id ? c.CatalogLoaders().TaxById.LoadAsync(id) : null);
        Field<WarehouseType>("defaultWarehouse")
            .Resolve(c => c.Source.DefaultWarehouseId is { } id ? c.CatalogLoaders().WarehouseById.LoadAsync(id) : null);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StockEntryType>>>>("stock")
            .Description("One for each warehouse.")
            .Resolve(c => c.CatalogLoaders().StockByVariant.LoadAsync(c.Source.Id));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<SalesChannelPriceType>>>>("prices")
            .Description("One for each sales channel, least quantity and begin.")
            .Resolve(c => c.CatalogLoaders().PricesByVariant.LoadAsync(c.Source.Id));
        foreach (var fields in ofModules)
            fields.AddTo(this);
    }
}

internal sealed class StockEntryType : ObjectGraphType<StockEntry>
{
    public StockEntryType()
    {
        Name = "StockEntry";
        Description = "How much of a variant lies in a warehouse.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<decimal>("onHand").Description("What lies there.").Resolve(c => c.Source.OnHand);
        Field<decimal>("committed").Description("Of it, what orders have taken.").Resolve(c => c.Source.Committed);
        Field<decimal>("availableForSale").Description("What may be sold.").Resolve(c => c.Source.AvailableForSale);
        Field<string>("owner").Description("Kind of the system that counts it.").Resolve(c => c.Source.Owner);
        Field<DateTimeOffset>("updatedAt").Resolve(c => c.Source.UpdatedAt);
        Field<WarehouseType>("warehouse").Resolve(c => c.CatalogLoaders().WarehouseById.LoadAsync(c.Source.WarehouseId));
        Field<ProductVariantType>("variant").Resolve(c => c.CatalogLoaders().VariantById.LoadAsync(c.Source.ProductVariantId));
    }
}

internal sealed class SalesChannelPriceType : ObjectGraphType<SalesChannelPrice>
{
    public SalesChannelPriceType()
    {
        Name = "SalesChannelPrice";
        Description = "What a variant costs in a sales channel.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<decimal>("price").Description("What customers pay.").Resolve(c => c.Source.Price);
        Field<decimal?>("undiscountedPrice", nullable: true).Description("Before a discount; null: there is none.").Resolve(c => c.Source.UndiscountedPrice);
        Field<string>("currency").Description("ISO 4217.").Resolve(c => c.Source.Currency);
        Field<decimal>("minQuantity").Description("From so many on.").Resolve(c => c.Source.MinQuantity);
        Field<DateTimeOffset>("validFrom").Description("1970-01-01: since ever.").Resolve(c => c.Source.ValidFrom);
        Field<UtcDateTimeGraphType>("validUntil").Description("Null: without end.").Resolve(c => c.Source.ValidUntil);
        Field<bool>("active").Resolve(c => c.Source.Active);
        Field<SalesChannelType>("salesChannel").Resolve(c => c.CatalogLoaders().SalesChannelById.LoadAsync(c.Source.SalesChannelId));
    }
}
