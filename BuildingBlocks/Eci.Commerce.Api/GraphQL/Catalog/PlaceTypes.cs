using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL.Catalog;

internal sealed class WarehouseType : ObjectGraphType<Warehouse>
{
    public WarehouseType()
    {
        Name = "Warehouse";
        Description = "Where goods lie.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("name").Resolve(c => c.Source.Name);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
    }
}

internal sealed class TaxType : ObjectGraphType<Tax>
{
    public TaxType()
    {
        Name = "Tax";
        Description = "A tax on sales.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("name").Resolve(c => c.Source.Name);
        Field<decimal?>("percentage", nullable: true).Description("Null while no system told it.").Resolve(c => c.Source.Percentage);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
    }
}

internal sealed class CategoryType : ObjectGraphType<Category>
{
    public CategoryType()
    {
        Name = "Category";
        Description = "A group of products.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("name").Resolve(c => c.Source.Name);
        Field<string>("slug", nullable: true).Resolve(c => c.Source.Slug);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<CategoryType>("parent").Resolve(c => c.Source.ParentCategoryId is { } id ? c.CatalogLoaders().CategoryById.LoadAsync(id) : null);
    }
}

internal sealed class SalesChannelType : ObjectGraphType<SalesChannel>
{
    public SalesChannelType()
    {
        Name = "SalesChannel";
        Description = "Where a shop sells.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("name").Resolve(c => c.Source.Name);
        Field<string>("slug", nullable: true).Resolve(c => c.Source.Slug);
        Field<string>("currency", nullable: true).Description("ISO 4217.").Resolve(c => c.Source.Currency);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
    }
}
