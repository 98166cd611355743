using Eci.Commerce.Api.GraphQL.Catalog;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL.Orders;

/// <summary>What an order shows besides its number and its people.</summary>
internal static class OrderFields
{
    public static void AddStatuses(this ObjectGraphType<Order> type)
    {
        type.Field<NonNullGraphType<WireEnumGraphType<OrderStage>>>("stage").Resolve(c => c.Source.Stage);
        type.Field<NonNullGraphType<WireEnumGraphType<OrderStatus>>>("status").Resolve(c => c.Source.Status);
        type.Field<NonNullGraphType<WireEnumGraphType<OrderPaymentStatus>>>("paymentStatus").Resolve(c => c.Source.PaymentStatus);
        type.Field<NonNullGraphType<WireEnumGraphType<OrderShipmentStatus>>>("shipmentStatus").Resolve(c => c.Source.ShipmentStatus);
        type.Field<NonNullGraphType<WireEnumGraphType<OrderInvoiceStatus>>>("invoiceStatus").Resolve(c => c.Source.InvoiceStatus);
        type.Field<bool>("readyToFulfil").Description("The logistics partner may take it.").Resolve(c => c.Source.ReadyToFulfil);
        type.Field<string>("origin").Description("Kind of the system that it comes from: saleor, zoho, or api.").Resolve(c => c.Source.Origin);
        type.Field<IdGraphType>("referenceNumber").Description("The id its origin gave it.").Resolve(c => c.Source.ReferenceNumber);
        type.Field<DateOnlyGraphType>("expectedShippingDate").Description("Day on which it should leave, by the shop's calendar.").Resolve(c => c.Source.ExpectedShippingDate);
        type.Field<WireEnumGraphType<Carrier>>("carrier").Description("Who shall bring it; null: not chosen.").Resolve(c => c.Source.Carrier);
    }

    public static void AddMoney(this ObjectGraphType<Order> type)
    {
        type.Field<string>("currency", nullable: true).Description("ISO 4217; null while no amount is known.").Resolve(c => c.Source.Currency);
        type.Field<decimal?>("totalNet", nullable: true).RequireScope(Scopes.ReadOrders).Resolve(c => c.Source.TotalNet);
        type.Field<decimal?>("totalGross", nullable: true).RequireScope(Scopes.ReadOrders).Resolve(c => c.Source.TotalGross);
        type.Field<string>("shippingMethodName", nullable: true).Resolve(c => c.Source.ShippingMethodName);
        type.Field<decimal?>("shippingNet", nullable: true).RequireScope(Scopes.ReadOrders).Resolve(c => c.Source.ShippingNet);
        type.Field<decimal?>("shippingGross", nullable: true).RequireScope(Scopes.ReadOrders).Resolve(c => c.Source.ShippingGross);
        type.Field<decimal?>("shippingTaxRate", nullable: true).Description("Per cent.").RequireScope(Scopes.ReadOrders).Resolve(c => c.Source.ShippingTaxRate);
        type.Field<string>("discountCode", nullable: true).Description("Voucher or coupon.").RequireScope(Scopes.ReadOrders).Resolve(c => c.Source.DiscountCode);
        type.Field<decimal>("discountNet")
            .Description("What it costs less than its lines and shipping, net.")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.Source.DiscountNet);
    }

    public static void AddParts(this ObjectGraphType<Order> type)
    {
        type.Field<string>("customerNote", nullable: true)
            .Description("What the customer wrote: may name persons.")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.Source.CustomerNote);
        type.Field<SalesChannelType>("salesChannel")
            .RequireScope(Scopes.ReadProducts)
            .Resolve(c => c.Source.SalesChannelId is { } id ? c.CatalogLoaders().SalesChannelById.LoadAsync(id) : null);
        type.Field<NonNullGraphType<ListGraphType<NonNullGraphType<OrderLineItemType>>>>("lineItems")
            .Description("What was ordered, by position.")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.OrderParts().LinesByOrder.LoadAsync(c.Source.Id));
        type.Field<NonNullGraphType<ListGraphType<NonNullGraphType<PaymentType>>>>("payments")
            .Description("In the order in which the hub learned of them.")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.OrderParts().PaymentsByOrder.LoadAsync(c.Source.Id));
        type.Field<NonNullGraphType<ListGraphType<NonNullGraphType<InvoiceType>>>>("invoices")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.OrderParts().InvoicesByOrder.LoadAsync(c.Source.Id));
        type.Field<NonNullGraphType<ListGraphType<NonNullGraphType<OrderMetadataType>>>>("metadata")
            .Description("By key. May name persons.")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.OrderParts().MetadataByOrder.LoadAsync(c.Source.Id));
    }
}
