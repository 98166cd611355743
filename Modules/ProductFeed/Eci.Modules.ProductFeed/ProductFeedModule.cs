using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.ProductFeed;

/// <summary>Product data for advertising platforms.</summary>
public sealed class ProductFeedModule : IModule
{
    internal const string ModuleName = "product-feed";

    public string Name => ModuleName;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
    }
}
