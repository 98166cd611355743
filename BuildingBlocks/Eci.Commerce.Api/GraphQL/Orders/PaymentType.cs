using Eci.Web.GraphQL;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL.Orders;

internal sealed class PaymentType : ObjectGraphType<Payment>
{
    public PaymentType()
    {
        Name = "Payment";
        Description = "Money for an order.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<NonNullGraphType<IdGraphType>>("referenceNumber").Description("The gateway's transaction id.").Resolve(c => c.Source.ReferenceNumber);
        Field<NonNullGraphType<WireEnumGraphType<PaymentStatus>>>("status").Resolve(c => c.Source.Status);
        Field<decimal>("amount").Description("What was taken or reserved.").Resolve(c => c.Source.Amount);
        Field<decimal>("refundedAmount").Description("Of it, what went back.").Resolve(c => c.Source.RefundedAmount);
        Field<string>("currency").Description("ISO 4217.").Resolve(c => c.Source.Currency);
        Field<decimal>("transactionFee").Description("What the gateway kept.").Resolve(c => c.Source.TransactionFee);
        Field<UtcDateTimeGraphType>("date").Description("When it was made.").Resolve(c => c.Source.Date);
        Field<PaymentMethodGraphType>("method")
            .Description("How it was paid, when it is known.")
            .Resolve(c => c.Source.PaymentMethodId is { } id ? c.OrderParts().PaymentMethodById.LoadAsync(id) : null);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<DateTimeOffset>("updatedAt").Resolve(c => c.Source.UpdatedAt);
    }
}

internal sealed class PaymentMethodGraphType : ObjectGraphType<PaymentMethod>
{
    public PaymentMethodGraphType()
    {
        Name = "PaymentMethod";
        Description = "A way to pay.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<NonNullGraphType<WireEnumGraphType<PaymentGateway>>>("gateway").Description("Who takes the money.").Resolve(c => c.Source.Gateway);
        Field<NonNullGraphType<WireEnumGraphType<PaymentMethodType>>>("method").Description("How the customer pays.").Resolve(c => c.Source.Method);
        Field<string>("currency").Description("ISO 4217.").Resolve(c => c.Source.Currency);
    }
}

internal sealed class InvoiceType : ObjectGraphType<Invoice>
{
    public InvoiceType()
    {
        Name = "Invoice";
        Description = "An invoice to a customer.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<NonNullGraphType<IdGraphType>>("invoiceNumber").Resolve(c => c.Source.InvoiceNumber);
        Field<DateOnlyGraphType>("date").Description("Day of the invoice.").Resolve(c => c.Source.Date);
        Field<decimal>("totalGross").Description("Of all orders it bills.").Resolve(c => c.Source.TotalGross);
        Field<string>("currency").Description("ISO 4217.").Resolve(c => c.Source.Currency);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
    }
}

internal sealed class OrderMetadataType : ObjectGraphType<OrderMetadata>
{
    public OrderMetadataType()
    {
        Name = "OrderMetadata";
        Description = "What the origin of an order says about it besides its fields.";
        Field<string>("key").Resolve(c => c.Source.Key);
        Field<string>("value").Resolve(c => c.Source.Value);
    }
}
