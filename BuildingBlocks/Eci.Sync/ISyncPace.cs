using Eci.Core;

namespace Eci.Sync;

/// <summary>
/// The requests to one account, paced over all processes and jobs of the hub. Clients ask before each request and report what they were
/// told.
/// </summary>
public interface ISyncPace
{
    /// <summary>Waits for the turn of one request.</summary>
    /// <exception cref="SystemRestsException">The app rests, or its turn is too far away to wait for.</exception>
    Task EnterAsync(App app, PaceRules rules, CancellationToken cancellationToken);

    /// <summary>Lets the app rest; never shortens a rest.</summary>
    /// <param name="app">Whose account.</param>
    /// <param name="until">UTC.</param>
    /// <param name="reason">Shown to people; without personal data.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task RestAsync(App app, DateTimeOffset until, string reason, CancellationToken cancellationToken);
}

/// <summary>How fast an account may be asked.</summary>
/// <param name="RequestsPerSecond">On average.</param>
/// <param name="Burst">At once after a pause.</param>
public sealed record PaceRules(double RequestsPerSecond, int Burst);
