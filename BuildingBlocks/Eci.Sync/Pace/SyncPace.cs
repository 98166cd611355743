using System.Collections.Concurrent;
using Eci.Core;
using Eci.Persistence;
using Eci.Sync.Engine;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Sync.Pace;

/// <inheritdoc cref="ISyncPace"/>
internal sealed class SyncPace(
    IServiceScopeFactory scopes, IWriteGate gate, SyncCatalog catalog, SyncMetrics metrics, TimeProvider time, IOptions<SyncOptions> options)
    : ISyncPace, IAccountRests, IDisposable
{
    private const int ReasonLength = 500;

    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentDictionary<string, AccountPace> _accounts = new(StringComparer.Ordinal);

    /// <summary>Until when an app rests; null when it may work. What somebody changed about refused credentials ends the rest.</summary>
    public static DateTimeOffset? RestOf(SyncPaceState state, App app, DateTimeOffset now) =>
        state.RestsUntil > now && (state.DeniedVersion is not { } denied || denied == app.Version) ? state.RestsUntil : null;

    public async Task EnterAsync(App app, PaceRules rules, CancellationToken cancellationToken)
    {
        var turn = await Of(app).TakeTurnAsync(app, rules, options.Value.LongestWait, cancellationToken);

        // Timers may be a little early.
        for (var wait = turn - time.GetUtcNow(); wait > TimeSpan.Zero; wait = turn - time.GetUtcNow())
            await Task.Delay(wait > Tick ? wait : Tick, time, cancellationToken);
        metrics.Request(catalog.SystemOf(app)?.Name ?? "other");
    }

    public Task RestAsync(App app, DateTimeOffset until, string reason, CancellationToken cancellationToken)
    {
        metrics.Rest("asked");
        return RestAsync(app, until, reason, deniedVersion: null, cancellationToken);
    }

    public async Task<SystemRestsException?> FindAsync(App app, CancellationToken cancellationToken)
    {
        var state = await Of(app).LookAsync(cancellationToken);
        return RestOf(state, app, time.GetUtcNow()) is { } until ? new SystemRestsException(state.RestReason ?? "The app rests.", until) : null;
    }

    public async Task<DateTimeOffset> ReportAsync(App app, ExternalSystemException failure, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        switch (failure)
        {
            case SystemRestsException rests:
                return rests.Until;
            case SystemThrottledException throttled:
                metrics.Rest("throttled");
                var pause = throttled.RetryAfter is { } asked && asked > TimeSpan.Zero ? asked : BackOff.Throttled;
                await RestAsync(app, now + (pause < LongestRest ? pause : LongestRest), failure.Message, deniedVersion: null, cancellationToken);
                break;
            case SystemAccessDeniedException:
                metrics.Rest("denied");
                await RestAsync(app, now + BackOff.Denied, failure.Message, app.Version, cancellationToken);
                break;
            default:
                await RestLongerAsync(app, failure.Message, cancellationToken);
                break;
        }

        return (await Of(app).LookAsync(cancellationToken)).RestsUntil ?? now;
    }

    public async Task<bool> IsWorkingAsync(App app, CancellationToken cancellationToken) =>
        await Of(app).LookAsync(cancellationToken) is { Rests: 0 };

    public async Task WorksAsync(App app, CancellationToken cancellationToken)
    {
        if (await Of(app).LookAsync(cancellationToken) is { Rests: 0, DeniedVersion: null })
            return;
        await Of(app).ChangeAsync(
            (rows, token) => rows.ExecuteUpdateAsync(
                set => set.SetProperty(p => p.Rests, 0).SetProperty(p => p.DeniedVersion, (int?)null).SetProperty(p => p.Version, p => p.Version + 1),
                token),
            cancellationToken);
    }

    public void Dispose()
    {
        foreach (var account in _accounts.Values)
            account.Dispose();
    }

    private AccountPace Of(App app) => _accounts.GetOrAdd(app.Id, id => new AccountPace(scopes, gate, time, app.TenantId, id));

    private Task RestAsync(App app, DateTimeOffset until, string reason, int? deniedVersion, CancellationToken cancellationToken)
    {
        var text = StoredText.Of(reason, ReasonLength);
        return Of(app).ChangeAsync(
            (rows, token) => rows
                .Where(p => p.RestsUntil == null || p.RestsUntil < until)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(p => p.RestsUntil, until)
                        .SetProperty(p => p.RestReason, text)
                        .SetProperty(p => p.DeniedVersion, deniedVersion)
                        .SetProperty(p => p.Version, p => p.Version + 1),
                    token),
            cancellationToken);
    }

    /// <summary>Rests of a system that is down grow; requests that fail at the same time count once.</summary>
    private async Task RestLongerAsync(App app, string reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rests = (await Of(app).LookAsync(cancellationToken)).Rests + 1;
        var until = now + BackOff.OfSystem(rests);
        var text = StoredText.Of(reason, ReasonLength);
        var began = await Of(app).ChangeAsync(
            (rows, token) => rows
                .Where(p => p.RestsUntil == null || p.RestsUntil <= now)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(p => p.RestsUntil, until)
                        .SetProperty(p => p.RestReason, text)
                        .SetProperty(p => p.DeniedVersion, (int?)null)
                        .SetProperty(p => p.Rests, rests)
                        .SetProperty(p => p.Version, p => p.Version + 1),
                    token),
            cancellationToken);
        if (began)
            metrics.Rest("unavailable");
    }
}
