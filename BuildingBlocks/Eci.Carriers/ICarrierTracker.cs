using Eci.Core;

namespace Eci.Carriers;

/// <summary>Asks one carrier about packages. Implemented by the carrier's module; knows nothing of schedules, budgets and storage.</summary>
/// <typeparam name="TApp">The carrier account.</typeparam>
public interface ICarrierTracker<in TApp>
    where TApp : App
{
    /// <summary>Asks about one package.</summary>
    /// <param name="app">Account to ask with.</param>
    /// <param name="trackingId">The carrier's number: upper case, no blanks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the carrier says; null when it does not know the number (yet, or any more).</returns>
    /// <exception cref="CarrierThrottledException">No further requests for now.</exception>
    /// <exception cref="CarrierRefusedException">The account is not accepted: no further request can succeed.</exception>
    /// <exception cref="CarrierAnswerException">The answer cannot be read; other packages may fare better.</exception>
    /// <exception cref="HttpRequestException">The carrier cannot be reached, or reports an error of its own.</exception>
    Task<TrackingAnswer?> TrackAsync(TApp app, string trackingId, CancellationToken cancellationToken);
}
