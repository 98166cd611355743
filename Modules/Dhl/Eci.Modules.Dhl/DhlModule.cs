using Eci.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Dhl;

/// <summary>DHL: asked about every open package.</summary>
public sealed class DhlModule : IModule
{
    public string Name => DhlApp.Kind;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IModelContribution, DhlModel>();
        services.AddSingleton<IDemoData, DhlDemo>();
    }
}
