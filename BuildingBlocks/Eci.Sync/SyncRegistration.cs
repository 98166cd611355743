using Eci.Persistence;
using Eci.Sync.Linking;
using Eci.Sync.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync;

/// <summary>Wires the exchange of records with external systems.</summary>
public static class SyncRegistration
{
    /// <summary>Adds what all systems share.</summary>
    public static IServiceCollection AddEciSync(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<IModelContribution, SyncModel>();
        services.AddScoped<SyncContexts>();
        return services;
    }
}
