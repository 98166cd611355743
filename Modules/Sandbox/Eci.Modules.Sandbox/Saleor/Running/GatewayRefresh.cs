using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Desk;

namespace Eci.Modules.Sandbox.Saleor.Running;

/// <summary>The shop asks all apps for their gateways.</summary>
internal sealed record GatewayRefresh : ShopChange
{
    public override async Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken)
    {
        await new Gateways(request).RefreshAsync(cancellationToken);
        return null;
    }
}
