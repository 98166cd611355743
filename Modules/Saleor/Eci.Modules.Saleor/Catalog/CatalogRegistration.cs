using Eci.Modules.Saleor.Catalog.Categories;
using Eci.Modules.Saleor.Catalog.Channels;
using Eci.Modules.Saleor.Catalog.Products;
using Eci.Modules.Saleor.Catalog.Taxes;
using Eci.Modules.Saleor.Catalog.Warehouses;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Customers;
using Eci.Modules.Saleor.Stock;
using Eci.Sync;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor.Catalog;

/// <summary>Wires what a shop sells, to whom, and how much of it lies where.</summary>
internal static class CatalogRegistration
{
    public static void AddSaleorCatalog(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSaleorClient(configuration);
        services.AddPullSync<SalesChannelPull>();
        services.AddPullSync<WarehousePull>();
        services.AddPullSync<TaxPull>();
        services.AddPullSync<CategoryPull>();
        services.AddPullSync<ProductPull>();
        services.AddPullSync<StockPull>();
        services.AddPullSync<CustomerPull>();
        services.AddPushSync<StockPush>();
    }
}
