using Eci.Modules.Dhl;
using Eci.Modules.Dpd;
using Eci.Modules.Orders;
using Eci.Modules.OutgoingWebhooks;
using Eci.Modules.ProductFeed;
using Eci.Modules.Saleor;
using Eci.Modules.Sandbox;
using Eci.Modules.Tracking;
using Eci.Modules.Ups;

namespace Eci.Host;

/// <summary>Every module of the hub. A module that is not here does not exist.</summary>
internal static class Modules
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new TrackingModule(),
        new DpdModule(),
        new DhlModule(),
        new UpsModule(),
        new OrdersModule(),
        new SaleorModule(),
        new ProductFeedModule(),
        new OutgoingWebhooksModule(),
        new SandboxModule(),
    ];

    /// <summary>The modules that may run in an environment.</summary>
    public static IEnumerable<IModule> In(IHostEnvironment environment) =>
        All.Where(module => environment.IsDevelopment() || !module.OnlyInDevelopment);
}
