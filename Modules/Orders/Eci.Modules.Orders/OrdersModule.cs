using Eci.Commerce;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Orders;

/// <summary>The life of an order across systems: derived statuses, stages, steps of other modules.</summary>
public sealed class OrdersModule : IModule
{
    internal const string ModuleName = "orders";

    public string Name => ModuleName;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddScoped<ICommerceAnnouncement, CommerceAnnouncement>();
}
