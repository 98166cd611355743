using Eci.Persistence;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Commerce.Api.GraphQL.Catalog;

/// <summary>Single products and variants, and the small lists: warehouses, taxes, categories, sales channels.</summary>
internal sealed class CatalogQueries : IGraphQLContribution
{
    private const string Id = "id";
    private const string Sku = "sku";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Query.Field<ProductType>("product")
            .Description("The product with an id; null when there is none.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ReadProducts)
            .Resolve(c => c.CatalogLoaders().ProductById.LoadAsync(c.GetArgument<string>(Id)));
        schema.Query.Field<ProductVariantType>("productVariant")
            .Description("The variant with a SKU; null when there is none.")
            .Argument<NonNullGraphType<IdGraphType>>(Sku, "As its systems write it.")
            .RequireScope(Scopes.ReadProducts)
            .Resolve(c => c.CatalogLoaders().VariantBySku.LoadAsync(c.GetArgument<string>(Sku)));
        AddList<WarehouseType, Warehouse>(
            schema, "warehouses", "Warehouses, page by page.", SortKey.By<Warehouse, string>("ID", w => w.Id), SortKey.By<Warehouse, string>("NAME", w => w.NormalizedName));
        AddList<TaxType, Tax>(schema, "taxes", "Taxes, page by page.", SortKey.By<Tax, string>("ID", t => t.Id), SortKey.By<Tax, string>("NAME", t => t.NormalizedName));
        AddList<CategoryType, Category>(
            schema, "categories", "Categories, page by page.", SortKey.By<Category, string>("ID", c => c.Id), SortKey.By<Category, string>("NAME", c => c.NormalizedName));
        AddList<SalesChannelType, SalesChannel>(
            schema,
            "salesChannels",
            "Sales channels, page by page.",
            SortKey.By<SalesChannel, string>("ID", c => c.Id),
            SortKey.By<SalesChannel, string>("NAME", c => c.NormalizedName));
    }

    private static void AddList<TGraph, T>(GraphQLComposition schema, string name, string description, SortKey<T> id, SortKey<T> byName)
        where TGraph : class, IGraphType
        where T : class => schema.Query
        .Connection<TGraph, T>(name, new ConnectionSource<T>(c => c.RequestServices!.GetRequiredService<EciDbContext>().Set<T>().AsNoTracking(), id, [byName]))
        .Description(description)
        .RequireScope(Scopes.ReadProducts);
}
