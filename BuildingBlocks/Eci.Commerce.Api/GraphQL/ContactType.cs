using Eci.Commerce.Api.GraphQL.Orders;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL;

/// <summary>A contact in GraphQL. Modules add fields by <see cref="IFieldsOf{T}"/>.</summary>
public sealed class ContactType : ObjectGraphType<Contact>
{
    private const string First = "first";
    private const int UsualOrders = 10;
    private const int MostOrders = 100;

    public ContactType(IEnumerable<IFieldsOf<Contact>> ofModules)
    {
        ArgumentNullException.ThrowIfNull(ofModules);
        Name = "Contact";
        Description = "A person the shop deals with; one per e-mail address.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("email").Description("Lower case.").Resolve(c => c.Source.Email);
        Field<string>("firstName", nullable: true).Resolve(c => c.Source.FirstName);
        Field<string>("lastName", nullable: true).Resolve(c => c.Source.LastName);
        Field<string>("phone", nullable: true).Resolve(c => c.Source.Phone);
        Field<bool>("trackingEmailsConsent").Description("May be told about parcels by mail.").Resolve(c => c.Source.TrackingEmailsConsent);
        Field<bool>("marketingEmailsConsent").Resolve(c => c.Source.MarketingEmailsConsent);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<DateTimeOffset>("updatedAt").Resolve(c => c.Source.UpdatedAt);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<OrderType>>>>("orders")
            .Description("Orders of which it is the main contact, the newest first.")
            .Argument<IntGraphType>(First, $"At most so many, 1 to {MostOrders}.", argument => argument.DefaultValue = UsualOrders)
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.Loaders().OrdersByContact.LoadAsync((c.Source.Id, FirstOf(c))));
        this.AddBelongings();
        foreach (var fields in ofModules)
            fields.AddTo(this);
    }

    private static int FirstOf(IResolveFieldContext context)
    {
        var first = context.GetArgument<int?>(First) ?? UsualOrders;
        return first is >= 1 and <= MostOrders ? first : throw new GraphQLError("INVALID_PAGE_SIZE", $"'{First}' must be from 1 to {MostOrders}.");
    }
}

internal sealed class AddressType : ObjectGraphType<Address>
{
    public AddressType()
    {
        Name = "Address";
        Description = "A postal address.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("fullName", nullable: true).Resolve(c => c.Source.FullName);
        Field<string>("company", nullable: true).Resolve(c => c.Source.Company);
        Field<string>("street", nullable: true).Description("With the house number.").Resolve(c => c.Source.Street);
        Field<string>("additionalLine", nullable: true).Resolve(c => c.Source.AdditionalLine);
        Field<string>("postalCode", nullable: true).Resolve(c => c.Source.PostalCode);
        Field<string>("city", nullable: true).Resolve(c => c.Source.City);
        Field<string>("state", nullable: true).Resolve(c => c.Source.State);
        Field<string>("countryCode", nullable: true).Description("ISO 3166-1 alpha-2.").Resolve(c => c.Source.CountryCode);
        Field<string>("phone", nullable: true).Resolve(c => c.Source.Phone);
    }
}
