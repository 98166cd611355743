using Eci.Commerce.Api.GraphQL.Orders;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL;

/// <summary>An order in GraphQL. Modules add fields by <see cref="IFieldsOf{T}"/>.</summary>
public sealed class OrderType : ObjectGraphType<Order>
{
    public OrderType(IEnumerable<IFieldsOf<Order>> ofModules)
    {
        ArgumentNullException.ThrowIfNull(ofModules);
        Name = "Order";
        Description = "An order of the shop.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<NonNullGraphType<IdGraphType>>("orderNumber").Description("The number the customer knows.").Resolve(c => c.Source.OrderNumber);
        Field<NonNullGraphType<IdGraphType>>("externalOrderId").DeprecationReason("Use orderNumber.").Resolve(c => c.Source.OrderNumber);
        Field<DateTimeOffset>("date").Description("When it was placed.").Resolve(c => c.Source.Date);
        Field<string>("language", nullable: true).Description("ISO 639-1.").Resolve(c => c.Source.Language);
        Field<bool>("trackingNotificationsEnabled").Description("The customer is told about its parcels.").Resolve(c => c.Source.TrackingNotificationsEnabled);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<DateTimeOffset>("updatedAt").Resolve(c => c.Source.UpdatedAt);
        AddPeople();
        this.AddStatuses();
        this.AddMoney();
        this.AddParts();
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<PackageType>>>>("packages")
            .RequireScope(Scopes.ReadPackages)
            .RequireScope(Scopes.ReadEvents)
            .Resolve(c => c.Loaders().PackagesByOrder.LoadAsync(c.Source.Id));
        foreach (var fields in ofModules)
            fields.AddTo(this);
    }

    private void AddPeople()
    {
        Field<StringGraphType>("email")
            .Description("Address of the main contact.")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.Source.MainContactId is { } id ? c.Loaders().ContactById.LoadAsync(id).Then(contact => contact?.Email) : null);
        Field<string>("firstName", nullable: true)
            .Description("Name for this order; the contact's when null.")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.Source.FirstName);
        Field<string>("lastName", nullable: true).RequireScope(Scopes.ReadOrders).Resolve(c => c.Source.LastName);
        Field<ContactType>("contact")
            .RequireScope(Scopes.ReadContacts)
            .Resolve(c => c.Source.MainContactId is { } id ? c.Loaders().ContactById.LoadAsync(id) : null);
        Field<AddressType>("shippingAddress")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.Source.ShippingAddressId is { } id ? c.Loaders().AddressById.LoadAsync(id) : null);
        Field<AddressType>("billingAddress")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.Source.BillingAddressId is { } id ? c.Loaders().AddressById.LoadAsync(id) : null);
    }
}
