using Eci.Core;
using Eci.Management;
using Eci.Management.Apps;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Connection.Installation;

/// <summary>The connections of a tenant's apps with shops, for the tenant of its scope.</summary>
internal sealed class InstallationService(EciDbContext database, AppService apps)
{
    /// <summary>The connected shop of an app; null: none is.</summary>
    public Task<SaleorInstallation?> FindAsync(string appId, CancellationToken cancellationToken) =>
        database.Set<SaleorInstallation>().AsNoTracking().SingleOrDefaultAsync(i => i.AppId == appId, cancellationToken);

    /// <summary>Forgets the shop's token and the app's links. The shop can be connected anew, with this or another app.</summary>
    /// <exception cref="RefusedException">There is no such app, or it is not one that shops install.</exception>
    public async Task<App> DisconnectAsync(string appId, CancellationToken cancellationToken)
    {
        var app = await apps.RequireAsync(appId, cancellationToken);
        if (app is not IInstalledApp installed)
            throw new RefusedException("APP_OF_OTHER_KIND", "The app is not one that Saleor shops install.");
        installed.Credentials = null;
        database.RemoveRange(await database.Set<SaleorInstallation>().Where(i => i.AppId == appId).ToListAsync(cancellationToken));
        database.RemoveRange(await database.Set<SaleorInstallLink>().Where(l => l.AppId == appId).ToListAsync(cancellationToken));
        await database.SaveChangesAsync(cancellationToken);
        return app;
    }
}
