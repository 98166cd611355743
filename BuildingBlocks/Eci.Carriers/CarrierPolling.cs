using Eci.Core;
using Eci.Vocabulary;
using Microsoft.Extensions.DependencyInjection;

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
    /// <summary>Adds a carrier whose packages are asked about on the schedule of its apps, as job <c>&lt;carrier&gt;-tracking</c>.</summary>
    /// <typeparam name="TApp">The carrier account.</typeparam>
    /// <typeparam name="TTracker">Asks the carrier; a singleton.</typeparam>
    public static IServiceCollection AddCarrierPolling<TApp, TTracker>(this IServiceCollection services, Carrier carrier)
        where TApp : App, IPolledApp
        where TTracker : class, ICarrierTracker<TApp> => services.AddSingleton<ICarrierTracker<TApp>, TTracker>();
}
