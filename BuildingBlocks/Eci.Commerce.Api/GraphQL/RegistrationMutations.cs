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
    private const string Fields = "fields";

    public void Contribute(GraphQLComposition schema)
    {
        schema.Mutation.Field<NonNullGraphType<OrderType>>("registerOrder")
            .Description("Creates the order of a number or brings it up to date, with its contact, addresses and parcels. The same call again changes nothing.")
            .Argument<NonNullGraphType<RegisterOrderInputType>>(Input)
            .RequireScope(Scopes.WriteOrders)
            .ResolveAsync(async c => await RefusedAsync(
                () => Service(c).RegisterAsync(c.GetArgument<RegisterOrder>(Input), c.CancellationToken)));
        schema.Mutation.Field<NonNullGraphType<PackageType>>("registerPackage")
            .Description("Adds a parcel, or finds the one that is known; gives it to the order when it belongs to none.")
            .Argument<NonNullGraphType<RegisterPackageInputType>>(Input)
            .RequireScope(Scopes.WritePackages)
            .ResolveAsync(async c => await RefusedAsync(
                () => Service(c).RegisterAsync(c.GetArgument<RegisterPackage>(Input), c.CancellationToken)));
    }

    private static OrderRegistration Service(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<OrderRegistration>();

    /// <summary>The error names each wrong field in <c>extensions.fields</c>.</summary>
    private static async Task<T> RefusedAsync<T>(Func<Task<Registered<T>>> register)
    {
        try
        {
            return (await register()).Row;
        }
        catch (RegistrationRefusedException refused)
        {
            var error = new GraphQLError(refused.Code, refused.Message);
            error.AddExtension(Fields, refused.Fields.ToDictionary(f => f.Path, f => (object?)f.Problem, StringComparer.Ordinal));
            throw error;
        }
    }
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
        Field<ListGraphType<NonNullGraphType<RegisterParcelInputType>>>("packages")
            .Description($"Parcels to add, at most {RegisterOrderValidator.MostPackages}. A number that the order has already stays as it is, whatever the carrier.");
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

internal sealed class RegisterAddressInputType : InputObjectGraphType<RegisterAddress>
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
    }
}
