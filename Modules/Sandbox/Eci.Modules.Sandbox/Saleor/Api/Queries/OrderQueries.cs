using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>What can be asked of orders and money.</summary>
internal sealed partial class Query
{
    [Needs(Permissions.Orders)]
    public static CountableConnection<Order>? Orders(
        IResolveFieldContext context,
        OrderSortingInput? sortBy,
        OrderFilterInput? filter,
        string? channel,
        string? before,
        string? after,
        int? first,
        int? last) =>
        context.Shop().Data.Orders.Page(
            context,
            sortBy?.Sort() ?? OrderSorts.ByCreation with { Descending = true },
            order => (channel is null || order.Channel.Slug == channel) && filter?.Fits(order) is not false,
            new PageArguments(before, after, first, last));

    public static Order? Order(IResolveFieldContext context, [Id] string? id, string? externalReference) =>
        id is null ? context.Shop().Data.OrderByReference(externalReference) : context.Shop().Data.Orders.Find(id);

    [Needs(Permissions.Payments, Permissions.Orders)]
    public static TransactionItem? Transaction(IResolveFieldContext context, [Id] string? id, Guid? token) =>
        context.Shop().Data.Orders.All.SelectMany(order => order.Accounts).FirstOrDefault(item => id is null ? item.Token == token : item.Id == id);
}
