using System.Collections.Concurrent;
using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor.Connection.Installation;

/// <summary>What is remembered stands in the row of the installation.</summary>
internal sealed class InstallationState(IServiceScopeFactory scopes, IWriteGate gate, TimeProvider time) : IShopAccess
{
    private readonly ConcurrentDictionary<string, bool> _refused = new(StringComparer.Ordinal);

    public async Task RefusedAsync(string appId, CancellationToken cancellationToken)
    {
        _refused[appId] = true;
        await WriteAsync(rows => rows.Where(i => i.AppId == appId && i.RefusedSince == null), time.GetUtcNow(), cancellationToken);
    }

    public Task AcceptedAsync(string appId, CancellationToken cancellationToken) =>
        _refused.ContainsKey(appId) ? RestoredAsync(appId, cancellationToken) : Task.CompletedTask;

    public async Task RestoredAsync(string appId, CancellationToken cancellationToken)
    {
        await WriteAsync(rows => rows.Where(i => i.AppId == appId && i.RefusedSince != null), refusedSince: null, cancellationToken);
        _refused.TryRemove(appId, out _);
    }

    private async Task WriteAsync(
        Func<IQueryable<SaleorInstallation>, IQueryable<SaleorInstallation>> which, DateTimeOffset? refusedSince, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOfAllTenants();
        var rows = which(scope.ServiceProvider.GetRequiredService<EciDbContext>().Set<SaleorInstallation>());
        await gate.WriteAsync(token => rows.ExecuteUpdateAsync(set => set.SetProperty(i => i.RefusedSince, refusedSince), token), cancellationToken);
    }
}
