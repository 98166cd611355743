using Eci.Commerce;
using Eci.Modules.Orders.Data;
using Eci.Persistence;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Orders.GraphQL;

/// <summary>Reads the steps that the fields of one request ask for, at once.</summary>
internal sealed class OrderStepLoaders(EciDbContext database)
{
    public BatchLoader<string, IReadOnlyList<OrderStep>> ByOrder { get; } = BatchLoader.Many<string, OrderStep>(
        (orderIds, cancellationToken) => database.Set<OrderStep>().AsNoTracking()
            .Where(s => EF.Parameter(orderIds).Contains(s.OrderId))
            .OrderBy(s => s.CreatedAt).ThenBy(s => s.Name).ThenBy(s => s.Key)
            .ToListAsync(cancellationToken),
        s => s.OrderId);

    public BatchLoader<string, Order?> OrderById { get; } = BatchLoader.One<string, Order>(
        (ids, cancellationToken) => database.Set<Order>().AsNoTracking().Where(o => EF.Parameter(ids).Contains(o.Id)).ToListAsync(cancellationToken),
        o => o.Id);
}

/// <summary><c>Order.steps</c>.</summary>
internal sealed class OrderStepsField : IFieldsOf<Order>
{
    public void AddTo(ObjectGraphType<Order> type) => type.Field<NonNullGraphType<ListGraphType<NonNullGraphType<OrderStepType>>>>("steps")
        .Description("What other systems do for the order and how it stands, in the order in which it was awaited. The order is DONE when it is delivered and each of them is DONE or SKIPPED.")
        .RequireScope(Scopes.ReadOrders)
        .Resolve(c => c.RequestServices!.GetRequiredService<OrderStepLoaders>().ByOrder.LoadAsync(c.Source.Id));
}
