using Eci.Commerce.Api.GraphQL;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Orders.Data;
using Eci.Modules.Orders.Steps;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Orders.GraphQL;

internal sealed class OrderStepType : ObjectGraphType<OrderStep>
{
    public OrderStepType()
    {
        Name = "OrderStep";
        Description = "What another system does for an order, or for one of its parcels.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("name").Description("Stable: saleor-fulfilment.").Resolve(c => c.Source.Name);
        Field<string>("label")
            .Description("How people call it.")
            .Resolve(c => c.RequestServices!.GetRequiredService<OrderSteps>().LabelOf(c.Source.Name));
        Field<IdGraphType>("packageId").Description("The parcel it is about; null: the whole order.").Resolve(c => c.Source.IsOfWholeOrder ? null : c.Source.Key);
        Field<NonNullGraphType<WireEnumGraphType<OrderStepState>>>("state").Resolve(c => c.Source.State);
        Field<string>("detail", nullable: true)
            .Description("What it waits for when it is BLOCKED, why it failed when it is FAILED.")
            .Resolve(c => c.Source.Detail);
        Field<UtcDateTimeGraphType>("reportedAt").Description("Since when it is so, as its system told; null: it told nothing yet.").Resolve(c => c.Source.ReportedAt);
        Field<UtcDateTimeGraphType>("dueSince").Description("Since when it is awaited; null: it is not due yet.").Resolve(c => c.Source.DueSince);
        Field<UtcDateTimeGraphType>("overdueSince").Description("When it was silent for too long; null: it is not.").Resolve(c => c.Source.OverdueSince);
        Field<OrderType>("order")
            .RequireScope(Scopes.ReadOrders)
            .Resolve(c => c.RequestServices!.GetRequiredService<OrderStepLoaders>().OrderById.LoadAsync(c.Source.OrderId));
    }
}
