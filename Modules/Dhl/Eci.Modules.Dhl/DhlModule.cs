using Eci.Carriers;
using Eci.Management.Kinds;
using Eci.Modules.Dhl.TrackShipment;
using Eci.Modules.Dhl.TrackShipment.Reading;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Dhl;

/// <summary>DHL: asked about every open package.</summary>
public sealed class DhlModule : IModule
{
    public string Name => DhlApp.Kind;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<DhlOptions>().Bind(configuration.GetSection(DhlOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DhlOptions>, DhlOptionsValidator>();
        services.AddSingleton<IModelContribution, DhlModel>();
        services.AddSingleton<IDemoData, DhlDemo>();
        services.AddAppKind<DhlKind>();
        services.AddDhlClient();
        services.AddSingleton<PurgedNumbers>();
        services.AddSingleton<DhlClock>();
        services.AddSingleton<DhlShipmentReader>();
        services.AddCarrierPolling<DhlApp, DhlTracker>(Carrier.Dhl);
    }
}
