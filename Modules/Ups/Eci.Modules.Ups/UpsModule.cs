using Eci.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Ups;

/// <summary>UPS: asked about every open package.</summary>
public sealed class UpsModule : IModule
{
    public string Name => UpsApp.Kind;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IModelContribution, UpsModel>();
        services.AddSingleton<IDemoData, UpsDemo>();
    }
}
