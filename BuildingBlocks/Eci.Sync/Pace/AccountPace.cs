using Eci.Core;
using Eci.Persistence;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Pace;

/// <summary>
/// The turns and rests of one account as this process knows them. Several turns are taken from the shared row at once, so that most
/// requests cost no statement.
/// </summary>
internal sealed class AccountPace(IServiceScopeFactory scopes, IWriteGate gate, TimeProvider time, string tenantId, string appId) : IDisposable
{
    private const int MostTurns = 10;

    /// <summary>What is known is looked up anew after this.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Queue<DateTimeOffset> _turns = new();
    private SyncPaceState? _known;
    private DateTimeOffset _knownAt;

    /// <summary>The moment of the next request.</summary>
    /// <exception cref="SystemRestsException">The app rests, or its turn is later than the limit.</exception>
    public async Task<DateTimeOffset> TakeTurnAsync(App app, PaceRules rules, TimeSpan longestWait, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_known is not null && IsFresh && _turns.TryDequeue(out var turn))
                return turn;
            _turns.Clear();
            while (true)
            {
                var now = time.GetUtcNow();
                var state = await KnownAsync(cancellationToken);
                ThrowIfResting(state, app, now);
                var interval = TimeSpan.FromSeconds(1 / rules.RequestsPerSecond);
                var earliest = now - ((rules.Burst - 1) * interval);
                var first = state.NextAt > earliest ? state.NextAt : earliest;
                if (first - now > longestWait)
                    throw new SystemRestsException("Other requests of the account come first.", first);
                var turns = Math.Clamp((int)(rules.RequestsPerSecond * Fresh.TotalSeconds / 2), 1, MostTurns);
                if (!await ReserveAsync(state, first + (turns * interval), cancellationToken))
                {
                    _known = null;
                    continue;
                }

                for (var i = 1; i < turns; i++)
                    _turns.Enqueue(first + (i * interval));
                return first;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>How the account stands, at most a moment old.</summary>
    public async Task<SyncPaceState> LookAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await KnownAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Changes the stored state and forgets what was known.</summary>
    /// <param name="change">One statement; returns the rows it wrote.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<bool> ChangeAsync(Func<IQueryable<SyncPaceState>, CancellationToken, Task<int>> change, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await KnownAsync(cancellationToken);
            _known = null;
            _turns.Clear();
            await using var scope = scopes.CreateScopeOf(tenantId);
            var rows = scope.ServiceProvider.GetRequiredService<EciDbContext>().Set<SyncPaceState>().Where(p => p.AppId == appId);
            return await gate.WriteAsync(token => change(rows, token), cancellationToken) == 1;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private bool IsFresh => time.GetUtcNow() - _knownAt < Fresh;

    private static void ThrowIfResting(SyncPaceState state, App app, DateTimeOffset now)
    {
        if (SyncPace.RestOf(state, app, now) is { } until)
            throw new SystemRestsException(state.RestReason ?? "The app rests.", until);
    }

    private async Task<SyncPaceState> KnownAsync(CancellationToken cancellationToken)
    {
        if (_known is not null && IsFresh)
            return _known;
        await using var scope = scopes.CreateScopeOf(tenantId);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        _known = await FindAsync(database, cancellationToken) ?? await CreateAsync(database, cancellationToken);
        _knownAt = time.GetUtcNow();
        return _known;
    }

    private async Task<SyncPaceState> CreateAsync(EciDbContext database, CancellationToken cancellationToken)
    {
        var state = new SyncPaceState { AppId = appId, TenantId = tenantId, NextAt = DateTimeOffset.UnixEpoch };
        try
        {
            database.Add(state);
            await database.SaveChangesAsync(cancellationToken);
            return state;
        }
        catch (DbUpdateException exception)
        {
            // Another process was faster.
            return await FindAsync(database, cancellationToken)
                ?? throw new InvalidOperationException($"The pace of {appId} cannot be stored.", exception);
        }
    }

    private Task<SyncPaceState?> FindAsync(EciDbContext database, CancellationToken cancellationToken) =>
        database.Set<SyncPaceState>().AsNoTracking().SingleOrDefaultAsync(p => p.AppId == appId, cancellationToken);

    /// <summary>False when the row was changed since it was read.</summary>
    private async Task<bool> ReserveAsync(SyncPaceState state, DateTimeOffset next, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOf(tenantId);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        var written = await gate.WriteAsync(
            token => database.Set<SyncPaceState>()
                .Where(p => p.AppId == appId && p.Version == state.Version)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.NextAt, next).SetProperty(p => p.Version, state.Version + 1), token),
            cancellationToken);
        state.NextAt = next;
        state.Version++;
        _knownAt = time.GetUtcNow();
        return written == 1;
    }
}
