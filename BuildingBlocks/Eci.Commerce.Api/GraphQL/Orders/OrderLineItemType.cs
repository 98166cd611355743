using Eci.Commerce.Api.GraphQL.Catalog;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL.Orders;

internal sealed class OrderLineItemType : ObjectGraphType<OrderLineItem>
{
    public OrderLineItemType()
    {
        Name = "OrderLineItem";
        Description = "What was ordered. Amounts are in the order's currency.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<int>("position").Description("From 1.").Resolve(c => c.Source.Position);
        Field<string>("sku", nullable: true).Description("Null for what has none, such as a line made by hand.").Resolve(c => c.Source.Sku);
        Field<string>("productName", nullable: true).Resolve(c => c.Source.ProductName);
        Field<decimal>("quantity").Resolve(c => c.Source.Quantity);
        Field<bool>("isGiftCard").Description("It is not shipped.").Resolve(c => c.Source.IsGiftCard);
        Field<decimal?>("taxRate", nullable: true).Description("Per cent.").Resolve(c => c.Source.TaxRate);
        AddAmounts();
        Field<ProductVariantType>("variant")
            .Description("The product's variant, when it is known.")
            .RequireScope(Scopes.ReadProducts)
            .Resolve(c => c.Source.ProductVariantId is { } id ? c.CatalogLoaders().VariantById.LoadAsync(id) : null);
        Field<TaxType>("tax")
            .RequireScope(Scopes.ReadProducts)
            .Resolve(c => c.Source.TaxId is { } id ? c.CatalogLoaders().TaxById.LoadAsync(id) : null);
        Field<WarehouseType>("warehouse")
            .Description("Where it is taken from; null: not decided.")
            .RequireScope(Scopes.ReadProducts)
            .Resolve(c => c.Source.WarehouseId is { } id ? c.CatalogLoaders().WarehouseById.LoadAsync(id) : null);
    }

    private void AddAmounts()
    {
        Field<decimal?>("unitNet", nullable: true).Resolve(c => c.Source.UnitNet);
        Field<decimal?>("unitGross", nullable: true).Resolve(c => c.Source.UnitGross);
        Field<decimal?>("totalNet", nullable: true).Resolve(c => c.Source.TotalNet);
        Field<decimal?>("totalGross", nullable: true).Resolve(c => c.Source.TotalGross);
        Field<decimal?>("undiscountedUnitNet", nullable: true).Resolve(c => c.Source.UndiscountedUnitNet);
        Field<decimal?>("undiscountedUnitGross", nullable: true).Resolve(c => c.Source.UndiscountedUnitGross);
        Field<decimal>("discountNet").Description("Of the whole line, net.").Resolve(c => c.Source.DiscountNet);
    }
}

internal sealed class PackageLineItemType : ObjectGraphType<PackageLineItem>
{
    public PackageLineItemType()
    {
        Name = "PackageLineItem";
        Description = "What is in a parcel.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<int>("position").Description("From 1.").Resolve(c => c.Source.Position);
        Field<string>("sku", nullable: true).Resolve(c => c.Source.Sku);
        Field<decimal>("quantity").Resolve(c => c.Source.Quantity);
        Field<OrderLineItemType>("orderLineItem")
            .Description("The line it fulfils; null: the one with its SKU.")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.Source.OrderLineItemId is { } id ? c.OrderParts().LineById.LoadAsync(id) : null);
        Field<WarehouseType>("warehouse")
            .RequireScope(Scopes.ReadProducts)
            .Resolve(c => c.Source.WarehouseId is { } id ? c.CatalogLoaders().WarehouseById.LoadAsync(id) : null);
    }
}
