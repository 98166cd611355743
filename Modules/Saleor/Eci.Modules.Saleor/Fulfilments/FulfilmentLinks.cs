using Eci.Sync;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Fulfilments;

/// <summary>
/// Which fulfilments a package is: Saleor makes one for each warehouse that its goods come from. The first is linked with the package's id,
/// each other one with that id, a slash and its position.
/// </summary>
internal static class FulfilmentLinks
{
    private const char Separator = '/';

    /// <summary>The hub's side of the link of a package's fulfilment; the first has index 0.</summary>
    public static string KeyOf(string packageId, int index) => index == 0 ? packageId : $"{packageId}{Separator}{index + 1}";

    /// <summary>The package that a link belongs to.</summary>
    public static string PackageOf(string key) => key.Split(Separator)[0];

    /// <summary>Saleor's ids of the fulfilments of a package, the first one first. One statement.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(SyncContext context, string packageId, CancellationToken cancellationToken)
    {
        var appId = context.App.Id;
        var others = $"{packageId}{Separator}";
        return await context.Database.Set<SyncLink>()
            .Where(l => l.AppId == appId && l.Entity == SyncEntities.Fulfilments && (l.InternalId == packageId || l.InternalId.StartsWith(others)))
            .OrderBy(l => l.InternalId)
            .Select(l => l.ExternalId)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Makes these the fulfilments of a package, and no others.</summary>
    public static async Task SetAsync(SyncContext context, string packageId, IReadOnlyList<string> fulfilmentIds, CancellationToken cancellationToken)
    {
        var known = await OfAsync(context, packageId, cancellationToken);
        await context.Links.ForgetAsync(SyncEntities.Fulfilments, [.. known.Except(fulfilmentIds, StringComparer.Ordinal)], cancellationToken);
        for (var i = 0; i < fulfilmentIds.Count; i++)
            await context.Links.LinkAsync(SyncEntities.Fulfilments, fulfilmentIds[i], KeyOf(packageId, i), cancellationToken);
    }
}
