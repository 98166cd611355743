using Eci.Carriers;
using Eci.Management.Kinds;
using Eci.Modules.Ups.Client;
using Eci.Modules.Ups.TrackPackage;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Ups;

/// <summary>UPS: asked about every open package.</summary>
public sealed class UpsModule : IModule
{
    public string Name => UpsApp.Kind;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<UpsOptions>().Bind(configuration.GetSection(UpsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<UpsOptions>, UpsOptionsValidator>();
        services.AddSingleton<IModelContribution, UpsModel>();
        services.AddSingleton<IDemoData, UpsDemo>();
        services.AddAppKind<UpsKind>();
        services.AddUpsClient();
        services.AddCarrierPolling<UpsApp, UpsTracker>(Carrier.Ups);
    }
}
