using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor.Connection.Installation;

/// <summary>A link that a shop may use now.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TenantId">Whose it is.</param>
/// <param name="AppId">The app to be connected.</param>
/// <param name="WebhookId">The address that the shop is to call.</param>
/// <param name="Kind">Kind of the app.</param>
internal sealed record UsableLink(string Id, string TenantId, string AppId, string WebhookId, string Kind)
{
    /// <summary>What shops and the hub agree on for the app.</summary>
    public SaleorAppDescription Type => SaleorAppTypes.OfKind(Kind);
}

/// <summary>Finds links by their secrets. Whose a link is only shows afterwards, so the lookup sees every tenant, in a scope of its own.</summary>
internal sealed class UsableLinks(IServiceScopeFactory scopes, TimeProvider time)
{
    private const int LongestSecret = 60;

    /// <summary>The link; null when there is none with that secret, or it was used, or is too old.</summary>
    public async Task<UsableLink?> FindAsync(string? secret, CancellationToken cancellationToken)
    {
        if (secret is not { Length: > 0 and <= LongestSecret })
            return null;
        var hash = ApiKey.HashOf(secret);
        var now = time.GetUtcNow();
        await using var scope = scopes.CreateScopeOfAllTenants();
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        return await database.Set<SaleorInstallLink>()
            .Where(l => l.SecretHash == hash && l.UsedAt == null && l.ExpiresAt > now)
            .Join(database.Set<App>(), l => l.AppId, a => a.Id, (l, a) => new UsableLink(l.Id, l.TenantId, l.AppId, l.WebhookId, EF.Property<string>(a, "Kind")))
            .SingleOrDefaultAsync(cancellationToken);
    }
}
