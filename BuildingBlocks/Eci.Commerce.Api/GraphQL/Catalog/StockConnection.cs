using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL.Catalog;

/// <summary>The list of what lies in warehouses.</summary>
internal sealed class StockConnection : IGraphQLContribution
{
    public void Contribute(GraphQLComposition schema) => schema.Query
        .Connection<StockEntryType, StockEntry, StockFilter, StockFilterType>(
            "stock",
            SortKey.By<StockEntry, string>("ID", s => s.Id),
            SortKey.By<StockEntry, DateTimeOffset>("UPDATED_AT", s => s.UpdatedAt))
        .Description("What lies in warehouses, page by page.")
        .RequireScope(Scopes.ReadProducts);
}

/// <summary>Which entries are meant; what is null lets every entry through.</summary>
internal sealed record StockFilter : IRowFilter<StockEntry>
{
    public string? Sku { get; init; }

    public string? WarehouseId { get; init; }

    public bool? SoldOut { get; init; }

    public DateTimeOffset? UpdatedFrom { get; init; }

    public DateTimeOffset? UpdatedTo { get; init; }

    public IQueryable<StockEntry> Apply(IQueryable<StockEntry> rows)
    {
        if (Sku is not null)
            rows = rows.Where(s => s.ProductVariant!.Sku == Sku);
        if (WarehouseId is not null)
            rows = rows.Where(s => s.WarehouseId == WarehouseId);
        if (SoldOut is { } soldOut)
            rows = soldOut ? rows.Where(s => s.AvailableForSale <= 0) : rows.Where(s => s.AvailableForSale > 0);
        if (UpdatedFrom is not null)
            rows = rows.Where(s => s.UpdatedAt >= UpdatedFrom);
        if (UpdatedTo is not null)
            rows = rows.Where(s => s.UpdatedAt < UpdatedTo);
        return rows;
    }
}

internal sealed class StockFilterType : InputObjectGraphType<StockFilter>
{
    public StockFilterType()
    {
        Name = "StockFilter";
        Description = "Which entries are meant: those that fit every field that is given.";
        Field<IdGraphType>("sku").Description("Of this variant.");
        Field<IdGraphType>("warehouseId").Description("In this warehouse.");
        Field<BooleanGraphType>("soldOut").Description("Nothing of it may be sold, or something may.");
        this.AddRange("updated", "Changed");
    }
}
