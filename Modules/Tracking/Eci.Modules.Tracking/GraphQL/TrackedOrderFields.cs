using Eci.Commerce;
using Eci.Modules.Tracking.TrackingPage;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Tracking.GraphQL;

/// <summary>What an order tells about its tracking page.</summary>
internal sealed class TrackedOrderFields : IFieldsOf<Order>
{
    public void AddTo(ObjectGraphType<Order> type) => type.Field<StringGraphType>("trackingPageUrl")
        .Description("The page that shows the order's parcels to its customer; whoever knows the address sees it. Null when Eci:PublicUrl is not set.")
        .RequireScope(Scopes.ReadOrders)
        .Resolve(c => c.RequestServices!.GetRequiredService<TrackingPageLink>().Of(c.Source.TrackingToken));
}
