using Eci.Commerce;
using Eci.Commerce.Api.GraphQL;
using Eci.Core;
using Eci.Persistence;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Tracking.GraphQL;

/// <summary>Gives an order's tracking page another address.</summary>
internal sealed class TrackingTokenMutation : IGraphQLContribution
{
    private const string OrderId = "orderId";

    public void Contribute(GraphQLComposition schema) => schema.Mutation.Field<NonNullGraphType<ReplacedTrackingTokenType>>("replaceTrackingToken")
        .Description("Gives the order's tracking page a new address. The old one no longer opens anything.")
        .Argument<NonNullGraphType<IdGraphType>>(OrderId)
        .RequireScope(Scopes.WritePackages)
        .ResolveAsync(async context => await ReplaceAsync(context));

    private static async Task<ReplacedTrackingToken> ReplaceAsync(IResolveFieldContext context)
    {
        var database = context.RequestServices!.GetRequiredService<EciDbContext>();
        var id = context.GetArgument<string>(OrderId);
        var order = await database.Set<Order>().SingleOrDefaultAsync(o => o.Id == id, context.CancellationToken)
            ?? throw new GraphQLError("ORDER_NOT_FOUND", "There is no order with this id.");
        order.TrackingToken = Ids.NewSecret(IdPrefix.TrackingToken);
        try
        {
            await database.SaveChangesAsync(context.CancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            database.ChangeTracker.Clear();
            throw new GraphQLError("CONFLICT", "The order was changed at the same time; try again.");
        }

        return new ReplacedTrackingToken(order);
    }
}

/// <summary>The order with its new token.</summary>
internal sealed record ReplacedTrackingToken(Order Order);

internal sealed class ReplacedTrackingTokenType : ObjectGraphType<ReplacedTrackingToken>
{
    public ReplacedTrackingTokenType()
    {
        Name = "ReplacedTrackingToken";
        Description = "An order whose tracking page has a new address.";
        Field<NonNullGraphType<IdGraphType>>("orderId").Resolve(c => c.Source.Order.Id);
        Field<NonNullGraphType<OrderType>>("order").RequireScope(Scopes.ReadOrders).Resolve(c => c.Source.Order);
    }
}
