using Eci.Core;
using Eci.Modules.Saleor.Connection.Installation;
using Eci.Persistence;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor.Connection.Registration;

/// <summary>A shop that passed every check.</summary>
internal sealed record ConnectedShop(string ApiUrl, string SaleorAppId, string Token, string? SchemaVersion);

/// <summary>Stores a connected shop and uses up its link, in one transaction; of two at the same time one wins.</summary>
internal sealed class InstallationWriter(IServiceScopeFactory scopes, CredentialProtector protector, ISyncWake wake, TimeProvider time)
{
    private const int Attempts = 3;

    /// <summary>Null when the shop is stored.</summary>
    public async Task<RegistrationRefusal?> WriteAsync(UsableLink link, ConnectedShop shop, CancellationToken cancellationToken)
    {
        var credentials = protector.Protect(new SaleorCredentials(shop.ApiUrl, shop.SaleorAppId, shop.Token));
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateScopeOf(link.TenantId);
            var tenant = scope.ServiceProvider.GetRequiredService<TenantScope>();
            tenant.ActAs($"Saleor {new Uri(shop.ApiUrl).Host}");
            var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
            try
            {
                if (await StoreAsync(database, link, shop, credentials, cancellationToken) is { } refusal)
                    return refusal;
                await wake.WakeAsync(link.TenantId, link.AppId, cancellationToken);
                return null;
            }
            catch (DbUpdateException exception) when (attempt < Attempts && !EciDatabase.IsUnavailable(exception))
            {
                // Somebody used the link, connected the shop or changed the app at the same time: look again.
            }
        }
    }

    private async Task<RegistrationRefusal?> StoreAsync(
        EciDbContext database, UsableLink link, ConnectedShop shop, Encrypted<SaleorCredentials> credentials, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stored = await database.Set<SaleorInstallLink>().SingleOrDefaultAsync(l => l.Id == link.Id, cancellationToken);
        if (stored is null || stored.UsedAt is not null || stored.ExpiresAt <= now)
            return RegistrationRefusal.Link;
        var app = await database.Set<App>().SingleAsync(a => a.Id == link.AppId, cancellationToken);
        var kind = SaleorAppTypes.Of(((IInstalledApp)app).Type).Kind;
        if (await database.Set<SaleorInstallation>().IgnoreQueryFilters()
            .AnyAsync(i => i.ApiUrl == shop.ApiUrl && i.Kind == kind && i.AppId != link.AppId, cancellationToken))
            return RegistrationRefusal.Taken;

        (stored.UsedAt, stored.UsedBy) = (now, shop.ApiUrl);
        ((IInstalledApp)app).Credentials = credentials;
        await UpsertAsync(database, app, kind, shop, now, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return null;
    }

    private static async Task UpsertAsync(
        EciDbContext database, App app, string kind, ConnectedShop shop, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var version = shop.SchemaVersion is { Length: > 0 and <= ConnectionModel.VersionLength } told ? told : null;
        if (await database.Set<SaleorInstallation>().SingleOrDefaultAsync(i => i.AppId == app.Id, cancellationToken) is { } known)
        {
            (known.ApiUrl, known.SaleorAppId, known.SchemaVersion, known.InstalledAt, known.RefusedSince) = (shop.ApiUrl, shop.SaleorAppId, version, now, null);
            return;
        }

        database.Add(new SaleorInstallation
        {
            AppId = app.Id,
            TenantId = app.TenantId,
            Kind = kind,
            ApiUrl = shop.ApiUrl,
            SaleorAppId = shop.SaleorAppId,
            SchemaVersion = version,
            InstalledAt = now,
        });
    }
}
