using Eci.Commerce;
using Eci.Modules.Tracking.TrackingPage;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Tracking.GraphQL;

internal sealed class OrderType : ObjectGraphType<Order>
{
    public OrderType()
    {
        Name = "Order";
        Description = "An order of the shop.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<NonNullGraphType<IdGraphType>>("orderNumber").Description("The number the customer knows.").Resolve(c => c.Source.OrderNumber);
        Field<NonNullGraphType<IdGraphType>>("externalOrderId").DeprecationReason("Use orderNumber.").Resolve(c => c.Source.OrderNumber);
        Field<string>("email", nullable: true).Description("Address of the main contact.").Resolve(c => c.Source.MainContact?.Email);
        Field<string>("language", nullable: true).Description("ISO 639-1.").Resolve(c => c.Source.Language);
        Field<StringGraphType>("trackingPageUrl")
            .Description("The page that shows the order's parcels to its customer; whoever knows the address sees it. Null when Eci:PublicUrl is not set.")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.RequestServices!.GetRequiredService<TrackingPageLink>().Of(c.Source.TrackingToken));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<PackageType>>>>("packages")
            .RequireScope(Scopes.ReadPackages)
            .RequireScope(Scopes.ReadEvents)
            .Resolve(c => c.Loaders().PackagesByOrder.LoadAsync(c.Source.Id));
    }
}
