using Eci.Commerce.Api.GraphQL.Orders;
using Eci.Commerce.Api.Orders;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Commerce.Api.GraphQL;

/// <summary>Takes orders and packages of a shop.</summary>
internal sealed class RegistrationMutations : IGraphQLContribution
{
    private const string Input = "input";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Mutation.Field<NonNullGraphType<OrderType>>("registerOrder")
            .Description("Creates the order of a number or brings it up to date, with its contact, addresses, lines and parcels. The same call again changes nothing.")
            .Argument<NonNullGraphType<RegisterOrderInputType>>(Input)
            .RequireScope(Scopes.WriteOrders)
            .ResolveAsync(async c => (await RegistrationErrors.RefusedAsync(
                () => Service(c).RegisterAsync(c.GetArgument<RegisterOrder>(Input), c.CancellationToken))).Row);
        schema.Mutation.Field<NonNullGraphType<PackageType>>("registerPackage")
            .Description("Adds a parcel, or finds the one that is known; gives it to the order when it belongs to none.")
            .Argument<NonNullGraphType<RegisterPackageInputType>>(Input)
            .RequireScope(Scopes.WritePackages)
            .ResolveAsync(async c => (await RegistrationErrors.RefusedAsync(
                () => Service(c).RegisterAsync(c.GetArgument<RegisterPackage>(Input), c.CancellationToken))).Row);
    }

    private static OrderRegistration Service(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<OrderRegistration>();
}

internal sealed class RegisterOrderInputType : InputObjectGraphType<RegisterOrder>
{
    public RegisterOrderInputType()
    {
        Name = "RegisterOrderInput";
        Description = "What is left out stays as it is when the order is known.";
        Field<NonNullGraphType<IdGraphType>>("orderNumber").Description("The number the customer knows; the order's identity.");
        Field<UtcDateTimeGraphType>("date").Description("When it was placed; now when a new order comes without.");
        Field<StringGraphType>("language").Description("Language of the customer, with or without a region.");
        Field<StringGraphType>("firstName").Description("Name for this order, where it differs from the contact's.");
        Field<StringGraphType>("lastName");
        Field<RegisterContactInputType>("contact").Description("The main contact.");
        Field<RegisterAddressInputType>("shippingAddress");
        Field<RegisterAddressInputType>("billingAddress");
        Field<BooleanGraphType>("trackingNotificationsEnabled").Description("Tell the customer about its parcels; true when a new order comes without.");
        AddGoods();
        Field<ListGraphType<NonNullGraphType<RegisterParcelInputType>>>("packages")
            .Description($"Parcels to add, at most {RegisterOrderValidator.MostPackages}. A number that the order has already stays as it is, whatever the carrier.");
    }

    private void AddGoods()
    {
        Field<WireEnumGraphType<OrderStatus>>("status").Description("DRAFT, UNCONFIRMED or CONFIRMED; CONFIRMED when a new order comes without. An order does not go back.");
        Field<WireEnumGraphType<OrderPaymentStatus>>("paymentStatus").Description("How much is paid, for shops that tell no payments. It does not go back.");
        Field<BooleanGraphType>("readyToFulfil").Description("The logistics partner may take it.");
        Field<IdGraphType>("referenceNumber").Description("The shop's own id of the order.");
        Field<StringGraphType>("currency").Description("ISO 4217; required with the first amount.");
        Field<ExactDecimalGraphType>("totalNet");
        Field<ExactDecimalGraphType>("totalGross");
        Field<RegisterShippingInputType>("shipping");
        Field<StringGraphType>("discountCode").Description("Voucher or coupon.");
        Field<ExactDecimalGraphType>("discountNet").Description("What the order costs less than its lines and shipping, net.");
        Field<StringGraphType>("customerNote");
        Field<ListGraphType<NonNullGraphType<RegisterLineInputType>>>("lines")
            .Description($"Everything that was ordered, at most {RegisterOrderValidator.MostLines}: lines that are known and not named any more are taken away.");
    }
}

internal sealed class RegisterContactInputType : InputObjectGraphType<RegisterContact>
{
    public RegisterContactInputType()
    {
        Name = "RegisterContactInput";
        Description = "What is left out stays as it is when the address is known.";
        Field<NonNullGraphType<StringGraphType>>("email").Description("The contact's identity, in any case.");
        Field<StringGraphType>("firstName");
        Field<StringGraphType>("lastName");
        Field<StringGraphType>("phone");
        Field<BooleanGraphType>("trackingEmailsConsent").Description("May be told about parcels by mail; true when a new contact comes without.");
    }
}

internal sealed class RegisterAddressInputType : InputObjectGraphType<PostalAddress>
{
    public RegisterAddressInputType()
    {
        Name = "RegisterAddressInput";
        Field<StringGraphType>("fullName");
        Field<StringGraphType>("company");
        Field<StringGraphType>("street").Description("With the house number.");
        Field<StringGraphType>("additionalLine");
        Field<StringGraphType>("postalCode");
        Field<StringGraphType>("city");
        Field<StringGraphType>("state");
        Field<StringGraphType>("countryCode").Description("ISO 3166-1 alpha-2.");
        Field<StringGraphType>("phone");
    }
}

internal sealed class RegisterParcelInputType : InputObjectGraphType<RegisterParcel>
{
    public RegisterParcelInputType()
    {
        Name = "RegisterParcelInput";
        Field<NonNullGraphType<IdGraphType>>("trackingId").Description("The carrier's number, written in any way.");
        Field<WireEnumGraphType<Vocabulary.Carrier>>("carrier").Description("Who moves it; when left out, the number has to tell.");
        Field<IdGraphType>("number").Description("Of the delivery note; one per tenant.");
        Field<ListGraphType<NonNullGraphType<RegisterParcelLineInputType>>>("lines").Description("What is in it; when left out, it stays as it is.");
    }
}

internal sealed class RegisterPackageInputType : InputObjectGraphType<RegisterPackage>
{
    public RegisterPackageInputType()
    {
        Name = "RegisterPackageInput";
        Field<NonNullGraphType<IdGraphType>>("trackingId").Description("The carrier's number, written in any way.");
        Field<WireEnumGraphType<Vocabulary.Carrier>>("carrier").Description("Who moves it; when left out, the number has to tell.");
        Field<IdGraphType>("orderNumber").Description("A known order that it belongs to; without one nobody is mailed.");
        Field<IdGraphType>("number").Description("Of the delivery note; one per tenant.");
        Field<ListGraphType<NonNullGraphType<RegisterParcelLineInputType>>>("lines").Description("What is in it; when left out, it stays as it is. Needs an order.");
    }
}
