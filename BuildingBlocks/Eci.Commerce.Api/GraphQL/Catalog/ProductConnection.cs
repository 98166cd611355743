using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL.Catalog;

/// <summary>The list of products.</summary>
internal sealed class ProductConnection : IGraphQLContribution
{
    public void Contribute(GraphQLComposition schema) => schema.Query
        .Connection<ProductType, Product, ProductFilter, ProductFilterType>(
            "products",
            SortKey.By<Product, string>("ID", p => p.Id),
            SortKey.By<Product, DateTimeOffset>("UPDATED_AT", p => p.UpdatedAt),
            SortKey.By<Product, DateTimeOffset>("CREATED_AT", p => p.CreatedAt),
            SortKey.By<Product, string>("NAME", p => p.NormalizedName))
        .Description("Products, page by page.")
        .RequireScope(Scopes.ReadProducts);
}

/// <summary>Which products are meant; what is null lets every product through.</summary>
internal sealed record ProductFilter : IRowFilter<Product>
{
    public string? Name { get; init; }

    public string? Sku { get; init; }

    public string? CategoryId { get; init; }

    public bool? Active { get; init; }

    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedTo { get; init; }

    public DateTimeOffset? UpdatedFrom { get; init; }

    public DateTimeOffset? UpdatedTo { get; init; }

    public IQueryable<Product> Apply(IQueryable<Product> rows)
    {
        if (Name is not null)
        {
            var key = NaturalKey.Of(Name);
            rows = rows.Where(p => p.NormalizedName == key);
        }

        if (Sku is not null)
            rows = rows.Where(p => p.Variants.Any(v => v.Sku == Sku));
        if (CategoryId is not null)
            rows = rows.Where(p => p.CategoryId == CategoryId);
        if (Active is { } active)
            rows = rows.Where(p => p.Active == active);
        if (CreatedFrom is not null)
            rows = rows.Where(p => p.CreatedAt >= CreatedFrom);
        if (CreatedTo is not null)
            rows = rows.Where(p => p.CreatedAt < CreatedTo);
        if (UpdatedFrom is not null)
            rows = rows.Where(p => p.UpdatedAt >= UpdatedFrom);
        if (UpdatedTo is not null)
            rows = rows.Where(p => p.UpdatedAt < UpdatedTo);
        return rows;
    }
}

internal sealed class ProductFilterType : InputObjectGraphType<ProductFilter>
{
    public ProductFilterType()
    {
        Name = "ProductFilter";
        Description = "Which products are meant: those that fit every field that is given.";
        Field<StringGraphType>("name").Description("The whole name, written in any way.");
        Field<IdGraphType>("sku").Description("With a variant of this SKU.");
        Field<IdGraphType>("categoryId").Description("In this category.");
        Field<BooleanGraphType>("active").Description("Some system still has it, or none does.");
        this.AddRange("created", "Stored");
        this.AddRange("updated", "Changed");
    }
}
