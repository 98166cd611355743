using Eci.Carriers.Polling;
using Eci.Core;
using Eci.Persistence;
using Eci.Scheduling;
using Eci.Vocabulary;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Carriers;

/// <summary>A carrier account that is asked about packages, with the limits its contract sets.</summary>
public interface IPolledApp
{
    /// <summary>Requests that the account may make in a day (UTC).</summary>
    int RequestsPerDay { get; }

    /// <summary>Shortest time from one request to the next.</summary>
    TimeSpan Spacing { get; }
}

/// <summary>Wires carriers that are asked.</summary>
public static class CarrierPolling
{
    /// <summary>Adds what all carriers that are asked share: settings, queue and budgets. An <see cref="ICarrierNews"/> takes the answers.</summary>
    public static IServiceCollection AddEciCarriers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CarriersOptions>().Bind(configuration.GetSection(CarriersOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CarriersOptions>, CarriersOptionsValidator>();
        services.AddSingleton<IModelContribution, CarriersModel>();
        services.AddSingleton<CarrierMetrics>();
        services.AddSingleton<PollIntervals>();
        services.AddSingleton<PollRuns>();
        services.AddSingleton(p => new AccountTrial(
            p.GetRequiredService<IServiceScopeFactory>(),
            p.GetRequiredService<IWriteGate>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<IOptions<CarriersOptions>>()));
        services.AddScoped<PollQueue>();
        services.AddScoped<PollResults>();
        return services;
    }

    /// <summary>Adds a carrier whose packages are asked about on the schedule of its apps, as job <c>&lt;carrier&gt;-tracking</c>.</summary>
    /// <typeparam name="TApp">The carrier account.</typeparam>
    /// <typeparam name="TTracker">Asks the carrier; a singleton.</typeparam>
    public static IServiceCollection AddCarrierPolling<TApp, TTracker>(this IServiceCollection services, Carrier carrier)
        where TApp : App, IPolledApp
        where TTracker : class, ICarrierTracker<TApp> => services
            .AddSingleton<ICarrierTracker<TApp>, TTracker>()
            .AddSingleton<IAppJob>(provider => ActivatorUtilities.CreateInstance<CarrierTrackingJob<TApp>>(provider, carrier));
}
