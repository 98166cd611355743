using Eci.Commerce;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.CorrectPackage;

/// <summary>Changes a package as a person asks for it, while news of the carrier may change it too.</summary>
internal sealed class PackageChange(EciDbContext database)
{
    private const int Attempts = 5;

    /// <summary>Runs the change on the package as it is now and stores it; begins again when somebody else was faster.</summary>
    /// <param name="packageId">A package of the scope's tenant.</param>
    /// <param name="change">The change; its package is null when there is none. May run several times.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<T> ApplyAsync<T>(string packageId, Func<Package?, Task<T>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await change(await database.Set<Package>().SingleOrDefaultAsync(p => p.Id == packageId, cancellationToken));
                await database.SaveChangesAsync(cancellationToken);
                return result;
            }
            catch (DbUpdateException exception) when (attempt < Attempts && !EciDatabase.IsUnavailable(exception))
            {
                database.ChangeTracker.Clear();
            }
        }
    }
}
