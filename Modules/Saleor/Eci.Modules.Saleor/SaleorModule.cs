using Eci.Modules.Saleor.Connection;
using Eci.Persistence;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor;

/// <summary>Saleor: orders, customers and products come in; fulfilments, package states and stock go out.</summary>
public sealed class SaleorModule : IModule
{
    internal const string ModuleName = SaleorApp.Kind;

    public string Name => ModuleName;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IModelContribution, SaleorModel>();
        services.AddSaleorConnection();
    }

    public void MapEndpoints(IEndpointRouteBuilder api) => api.MapSaleorConnection();
}
