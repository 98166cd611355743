using Eci.Modules.Orders.Contracts;
using Eci.Modules.Orders.Data;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Orders.GraphQL;

/// <summary>The list of steps.</summary>
internal sealed class OrderStepConnection : IGraphQLContribution
{
    public void Contribute(GraphQLComposition schema) => schema.Query
        .Connection<OrderStepType, OrderStep, OrderStepFilter, OrderStepFilterType>(
            "orderSteps",
            SortKey.By<OrderStep, string>("ID", s => s.Id),
            SortKey.By<OrderStep, DateTimeOffset>("UPDATED_AT", s => s.UpdatedAt))
        .Description("What other systems do for orders, page by page.")
        .RequireScope(Scopes.ReadOrders);
}

/// <summary>Which steps are meant; what is null lets every step through.</summary>
internal sealed record OrderStepFilter : IRowFilter<OrderStep>
{
    public string? OrderId { get; init; }

    public string? Name { get; init; }

    public List<OrderStepState>? States { get; init; }

    public bool? Overdue { get; init; }

    public IQueryable<OrderStep> Apply(IQueryable<OrderStep> rows)
    {
        if (OrderId is not null)
            rows = rows.Where(s => s.OrderId == OrderId);
        if (Name is not null)
            rows = rows.Where(s => s.Name == Name);
        if (States is not null)
            rows = rows.Where(s => EF.Parameter(States).Contains(s.State));
        if (Overdue is { } overdue)
            rows = overdue ? rows.Where(s => s.OverdueSince != null) : rows.Where(s => s.OverdueSince == null);
        return rows;
    }
}

internal sealed class OrderStepFilterType : InputObjectGraphType<OrderStepFilter>
{
    public OrderStepFilterType()
    {
        Name = "OrderStepFilter";
        Description = "Which steps are meant: those that fit every field that is given.";
        Field<IdGraphType>("orderId").Description("Of this order.");
        Field<StringGraphType>("name").Description("Of this name, such as saleor-fulfilment.");
        this.AddOneOf<OrderStepFilter, WireEnumGraphType<OrderStepState>>("states", "In one of these states.");
        Field<BooleanGraphType>("overdue").Description("Silent for too long, or not.");
    }
}
