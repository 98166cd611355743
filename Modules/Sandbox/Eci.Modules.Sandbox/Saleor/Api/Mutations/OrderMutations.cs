using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

internal sealed record OrderUpdateInput
{
    public string? UserEmail { get; init; }

    public string? ExternalReference { get; init; }
}

/// <summary>Mutations of orders besides money and parcels.</summary>
internal sealed partial class Mutation
{
    [Needs(Permissions.Orders)]
    public static OrderCancel? OrderCancel(IResolveFieldContext context, [Id] string id)
    {
        var payload = new OrderCancel();
        if (!payload.Find(context.Shop(), id))
            return payload;
        if (OrderDesk.CanCancel(payload.Order!))
            new OrderDesk(context.Shop()).Cancel(payload.Order!);
        else
            payload.Refuse("order", OrderErrorCode.CannotCancelOrder, "This order can't be canceled.");
        return payload;
    }

    [Needs(Permissions.Orders)]
    public static OrderConfirm? OrderConfirm(IResolveFieldContext context, [Id] string id)
    {
        var payload = new OrderConfirm();
        if (!payload.Find(context.Shop(), id))
            return payload;
        if (payload.Order!.Status is OrderStatus.Unconfirmed)
            new OrderDesk(context.Shop()).Confirm(payload.Order);
        else
            payload.Refuse("id", OrderErrorCode.Invalid, "Provided order id belongs to an order with status different than unconfirmed.");
        return payload;
    }

    [Needs(Permissions.Orders)]
    public static OrderUpdate? OrderUpdate(IResolveFieldContext context, [Id] string? id, string? externalReference, OrderUpdateInput input)
    {
        var request = context.Shop();
        var payload = new OrderUpdate();
        var known = id ?? request.Data.OrderByReference(externalReference)?.Id;
        if (!payload.Find(request, known))
            return payload;
        var order = payload.Order!;
        if (request.Data.OrderByReference(input.ExternalReference) is { } other && !ReferenceEquals(other, order))
        {
            payload.Refuse("externalReference", OrderErrorCode.Unique, "Order with this External reference already exists.");
            return payload;
        }

        order.ExternalReference = input.ExternalReference ?? order.ExternalReference;
        order.UserEmail = input.UserEmail ?? order.UserEmail;
        order.UpdatedAt = request.Now;
        request.Data.Happened(new OrderUpdated(order));
        return payload;
    }
}
