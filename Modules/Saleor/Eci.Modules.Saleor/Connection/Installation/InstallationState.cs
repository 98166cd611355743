using System.Collections.Concurrent;
using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor.Connection.Installation;

/// <summary>
/// What is remembered stands in the row of the installation. Several processes ask one shop, and staff may switch an app off and on again: each
/// process looks at the row now and then.
/// </summary>
internal sealed class InstallationState(IServiceScopeFactory scopes, IWriteGate gate, TimeProvider time) : IShopAccess
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _good = new(StringComparer.Ordinal);

    public async Task RefusedAsync(string appId, CancellationToken cancellationToken)
    {
        _good.TryRemove(appId, out _);
        await WriteAsync(rows => rows.Where(i => i.AppId == appId && i.RefusedSince == null), time.GetUtcNow(), cancellationToken);
    }

    public Task AcceptedAsync(string appId, CancellationToken cancellationToken) =>
        _good.TryGetValue(appId, out var since) && time.GetUtcNow() - since < Pause ? Task.CompletedTask : RestoredAsync(appId, cancellationToken);

    public async Task RestoredAsync(string appId, CancellationToken cancellationToken)
    {
        await WriteAsync(rows => rows.Where(i => i.AppId == appId && i.RefusedSince != null), refusedSince: null, cancellationToken);
        _good[appId] = time.GetUtcNow();
    }

    /// <summary>Mostly there is nothing to write, and no reason to wait for the turn to.</summary>
    private async Task WriteAsync(
        Func<IQueryable<SaleorInstallation>, IQueryable<SaleorInstallation>> which, DateTimeOffset? refusedSince, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOfAllTenants();
        var rows = which(scope.ServiceProvider.GetRequiredService<EciDbContext>().Set<SaleorInstallation>());
        if (await rows.AnyAsync(cancellationToken))
            await gate.WriteAsync(token => rows.ExecuteUpdateAsync(set => set.SetProperty(i => i.RefusedSince, refusedSince), token), cancellationToken);
    }
}
