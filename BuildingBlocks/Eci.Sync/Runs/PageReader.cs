using Eci.Core;
using Eci.Scheduling;
using Eci.Sync.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Runs;

/// <summary>Reads pages of a system, each in a scope of its own.</summary>
internal sealed class PageReader(IServiceScopeFactory scopes, IAccountRests rests, TimeProvider time)
{
    /// <summary>A run waits so long for a system that asks for a moment; otherwise it ends, and the next one begins anew.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private const int MostPauses = 5;

    /// <summary>Reads one page.</summary>
    /// <exception cref="ExternalSystemException">The system did not answer as it should.</exception>
    public async Task<PulledPage> ReadAsync(App app, SyncPartInfo part, PullWindow window, string? place, CancellationToken cancellationToken)
    {
        await using var unit = SyncUnit.Open(scopes, app);
        return await unit.Part<IPullSync>(part).ReadPageAsync(unit.Context, window, place, cancellationToken);
    }

    /// <summary>Reads one page; waits and asks again when the system, or others who ask it, want a moment.</summary>
    /// <exception cref="ExternalSystemException">The system did not answer as it should, or wants more than a moment.</exception>
    public async Task<PulledPage> ReadPatientlyAsync(
        JobRun run, App app, SyncPartInfo part, PullWindow window, string? place, CancellationToken cancellationToken)
    {
        for (var pauses = 0; ; pauses++)
        {
            run.ThrowIfLost();
            try
            {
                return await ReadAsync(app, part, window, place, cancellationToken);
            }
            catch (ExternalSystemException exception)
                when (exception is SystemThrottledException { RetryAfter: not null } or SystemRestsException && pauses < MostPauses)
            {
                var pause = await rests.ReportAsync(app, exception, cancellationToken) - time.GetUtcNow();
                if (pause > LongestPause)
                    throw;
                if (pause > TimeSpan.Zero)
                    await Task.Delay(pause, time, cancellationToken);
            }
        }
    }
}
