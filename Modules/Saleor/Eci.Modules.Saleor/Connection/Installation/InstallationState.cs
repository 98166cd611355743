using Eci.Core;
using Eci.Modules.Saleor.Client;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor.Connection.Installation;

/// <summary>
/// Remembers that a shop refuses what it once gave. Saleor tells nobody when it uninstalls an app; the first request that is refused does.
/// Writes by itself, whatever becomes of the caller's unit of work.
/// </summary>
internal sealed class InstallationState(IServiceScopeFactory scopes, IWriteGate gate, TimeProvider time) : ITokenRefusals
{
    /// <summary>The shop refuses the credentials. The first such moment is kept.</summary>
    public Task RefusedAsync(string appId, CancellationToken cancellationToken) => WriteAsync(
        rows => rows.Where(i => i.AppId == appId && i.RefusedSince == null), time.GetUtcNow(), cancellationToken);

    /// <summary>The shop accepts them.</summary>
    public Task AcceptedAsync(string appId, CancellationToken cancellationToken) => WriteAsync(
        rows => rows.Where(i => i.AppId == appId && i.RefusedSince != null), refusedSince: null, cancellationToken);

    private async Task WriteAsync(
        Func<IQueryable<SaleorInstallation>, IQueryable<SaleorInstallation>> which, DateTimeOffset? refusedSince, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOfAllTenants();
        var rows = which(scope.ServiceProvider.GetRequiredService<EciDbContext>().Set<SaleorInstallation>());
        await gate.WriteAsync(token => rows.ExecuteUpdateAsync(set => set.SetProperty(i => i.RefusedSince, refusedSince), token), cancellationToken);
    }
}
