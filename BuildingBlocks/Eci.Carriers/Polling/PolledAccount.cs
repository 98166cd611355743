using Eci.Vocabulary;

namespace Eci.Carriers.Polling;

/// <summary>A carrier account that a run asks with.</summary>
/// <param name="Carrier">Who is asked.</param>
/// <param name="Limits">What its contract sets.</param>
/// <param name="Timeout">Time for the run.</param>
/// <param name="Ask">Asks about a number.</param>
internal sealed record PolledAccount(
    Carrier Carrier, IPolledApp Limits, TimeSpan Timeout, Func<string, CancellationToken, Task<TrackingAnswer?>> Ask);
