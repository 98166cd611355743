using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Running;

namespace Eci.Modules.Sandbox.Saleor.Control;

/// <summary>A customer checks out.</summary>
internal sealed record OrderPlacing(PlaceOrder Wish) : ShopChange
{
    public override async Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken)
    {
        if (Wish.Gateway is not (null or Cashier.Braintree or Payments.ByTransactions))
            await new Gateways(request).RefreshAsync(cancellationToken);
        var order = new Checkout(request.Data).Place(Wish, request.Now);
        request.Data.Happened(new OrderCreated(order));
        if (Wish.Confirmed)
            request.Data.Happened(new OrderConfirmed(order));
        try
        {
            await new Payments(request).PayAsync(order, Wish, cancellationToken);
        }
        catch (DeskException)
        {
            new Checkout(request.Data).Undo(order);
            throw;
        }

        return OrderView.Of(order);
    }
}
