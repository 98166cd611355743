using Eci.Core;
using Eci.Persistence;
using Eci.Sync.Engine;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Requests;

/// <inheritdoc cref="ISyncWake"/>
internal sealed class SyncWake(IServiceScopeFactory scopes, IWriteGate gate, TimeProvider time) : ISyncWake
{
    public async Task WakeAsync(string tenantId, string appId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOf(tenantId);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        var now = time.GetUtcNow();

        await AskForWhatWasOffAsync(database, appId, now, cancellationToken);

        // The rest ends last: until then nobody asks for the records.
        await gate.WriteAsync(
            token => database.Set<SyncRecord>()
                .Where(r => r.AppId == appId && r.NextAttemptAt > now && (r.HeldUntil == null || r.HeldUntil <= now))
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.NextAttemptAt, now).SetProperty(r => r.Version, r => r.Version + 1), token),
            cancellationToken);
        await gate.WriteAsync(
            token => database.Set<SyncPaceState>()
                .Where(p => p.AppId == appId)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(p => p.RestsUntil, (DateTimeOffset?)null)
                        .SetProperty(p => p.RestReason, (string?)null)
                        .SetProperty(p => p.Rests, 0)
                        .SetProperty(p => p.DeniedVersion, (int?)null)
                        .SetProperty(p => p.Version, p => p.Version + 1),
                    token),
            cancellationToken);
    }

    /// <summary>While an app is not connected none of its parts is on, and what others ask for is left out.</summary>
    private Task<int> AskForWhatWasOffAsync(EciDbContext database, string appId, DateTimeOffset now, CancellationToken cancellationToken) => gate.WriteAsync(
        token => database.Set<SyncRecord>()
            .Where(r => r.AppId == appId && r.Status == SyncStatus.Ignored && r.Error == RecordHandler.SwitchedOff)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(r => r.Status, SyncStatus.Pending)
                    .SetProperty(r => r.NextAttemptAt, now)
                    .SetProperty(r => r.UpdatedAt, now)
                    .SetProperty(r => r.Version, r => r.Version + 1),
                token),
        cancellationToken);
}
