using Eci.Messaging.Routing;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Saleor.Catalog;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Contracts;
using Eci.Modules.Saleor.Stock;
using Eci.Persistence;
using Eci.Sync;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor;

/// <summary>Saleor: orders, customers and products come in; fulfilments, package states and stock go out.</summary>
public sealed class SaleorModule : IModule
{
    internal const string ModuleName = SaleorApp.Kind;

    /// <summary>Brings records up to date.</summary>
    public static ConsumerRef<SaleorSyncRequested> Sync { get; } = SyncRequestConsumer.Of<SaleorSyncRequested>(ModuleName);

    /// <summary>Tells shops of stock that another system counts.</summary>
    public static ConsumerRef<StockChanged> PushStock { get; } = new(ModuleName, typeof(StockChangedConsumer), typeof(TenantsWithApp<SaleorApp>));

    public string Name => ModuleName;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IModelContribution, SaleorModel>();
        services.AddSaleorConnection();
        services.AddSingleton<TenantsWithApp<SaleorApp>>();
        services.AddSyncSystem<SaleorApp, SaleorSyncRequested>(
            SaleorApp.Kind, static (tenantId, appId, entity, direction, key) => new SaleorSyncRequested(tenantId, appId, entity, direction, key));
        services.AddSaleorCatalog(configuration);
    }

    public void MapEndpoints(IEndpointRouteBuilder api) => api.MapSaleorConnection();
}
