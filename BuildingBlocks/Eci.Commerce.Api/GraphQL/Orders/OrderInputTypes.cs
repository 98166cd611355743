using Eci.Commerce.Api.Orders;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL.Orders;

internal sealed class RegisterLineInputType : InputObjectGraphType<RegisterLine>
{
    public RegisterLineInputType()
    {
        Name = "RegisterLineInput";
        Description = "What was ordered. Amounts are in the order's currency, with at most four decimals.";
        Field<IdGraphType>("lineKey").Description("Name of the line within its order; its position when left out. The same line keeps it.");
        Field<IdGraphType>("sku").Description("Need not be known; joined to its variant when it is.");
        Field<StringGraphType>("productName");
        Field<NonNullGraphType<ExactDecimalGraphType>>("quantity");
        Field<ExactDecimalGraphType>("taxRate").Description("Per cent.");
        Field<ExactDecimalGraphType>("unitNet");
        Field<ExactDecimalGraphType>("unitGross");
        Field<ExactDecimalGraphType>("totalNet");
        Field<ExactDecimalGraphType>("totalGross");
        Field<ExactDecimalGraphType>("discountNet").Description("Of the whole line, net.");
        Field<BooleanGraphType>("isGiftCard").Description("It is not shipped.");
    }
}

internal sealed class RegisterShippingInputType : InputObjectGraphType<RegisterShipping>
{
    public RegisterShippingInputType()
    {
        Name = "RegisterShippingInput";
        Description = "How an order is sent, and what that costs. What is left out stays as it is.";
        Field<StringGraphType>("methodName");
        Field<WireEnumGraphType<Carrier>>("carrier");
        Field<ExactDecimalGraphType>("net");
        Field<ExactDecimalGraphType>("gross");
        Field<ExactDecimalGraphType>("taxRate").Description("Per cent.");
        Field<DateOnlyGraphType>("expectedDate").Description("Day on which it should leave, by the shop's calendar.");
    }
}

internal sealed class RegisterParcelLineInputType : InputObjectGraphType<RegisterParcelLine>
{
    public RegisterParcelLineInputType()
    {
        Name = "RegisterParcelLineInput";
        Description = "What is in a parcel: a line of its order, or a SKU.";
        Field<IdGraphType>("lineKey").Description("The line of the order; when left out, the one with the SKU.");
        Field<IdGraphType>("sku");
        Field<NonNullGraphType<ExactDecimalGraphType>>("quantity");
    }
}

internal sealed class RecordPaymentInputType : InputObjectGraphType<RecordPayment>
{
    public RecordPaymentInputType()
    {
        Name = "RecordPaymentInput";
        Description = "What is left out stays as it is when the payment is known.";
        Field<NonNullGraphType<IdGraphType>>("orderNumber").Description("The order, which is known.");
        Field<NonNullGraphType<IdGraphType>>("referenceNumber").Description("The gateway's transaction id; the payment's identity.");
        Field<NonNullGraphType<ExactDecimalGraphType>>("amount").Description("What was taken or reserved.");
        Field<NonNullGraphType<StringGraphType>>("currency").Description("ISO 4217.");
        Field<WireEnumGraphType<PaymentStatus>>("status").Description("PAID when a new payment comes without. Refunds are recorded by recordRefund.");
        Field<UtcDateTimeGraphType>("date").Description("When it was made; now when a new payment comes without.");
        Field<WireEnumGraphType<PaymentGateway>>("gateway");
        Field<WireEnumGraphType<PaymentMethodType>>("method");
        Field<ExactDecimalGraphType>("transactionFee").Description("What the gateway kept.");
    }
}
