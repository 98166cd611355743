using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL.Orders;

internal sealed class CompanyType : ObjectGraphType<Company>
{
    public CompanyType()
    {
        Name = "Company";
        Description = "A company that contacts belong to.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("name").Resolve(c => c.Source.Name);
    }
}

internal sealed class ContactAddressType : ObjectGraphType<ContactAddress>
{
    public ContactAddressType()
    {
        Name = "ContactAddress";
        Description = "An address that a contact keeps.";
        Field<bool>("isDefaultShipping").Resolve(c => c.Source.IsDefaultShipping);
        Field<bool>("isDefaultBilling").Resolve(c => c.Source.IsDefaultBilling);
        Field<NonNullGraphType<AddressType>>("address").Resolve(c => c.Source.Address);
    }
}

/// <summary>What a contact keeps besides orders.</summary>
internal static class ContactFields
{
    public static void AddBelongings(this ObjectGraphType<Contact> type)
    {
        type.Field<CompanyType>("company")
            .RequireScope(Scopes.ReadContacts)
            .Resolve(c => c.Source.CompanyId is { } id ? c.OrderParts().CompanyById.LoadAsync(id) : null);
        type.Field<NonNullGraphType<ListGraphType<NonNullGraphType<ContactAddressType>>>>("addresses")
            .Description("The addresses the contact keeps; those of orders are with the orders.")
            .RequireScope(Scopes.ReadContacts)
            .Resolve(c => c.OrderParts().AddressesByContact.LoadAsync(c.Source.Id));
    }
}
