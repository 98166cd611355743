using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Management;

internal static class Saving
{
    /// <summary>Writes all changes.</summary>
    /// <exception cref="RefusedException">Somebody else changed the same rows since they were read.</exception>
    public static async Task SaveOrRefuseAsync(this EciDbContext database, CancellationToken cancellationToken)
    {
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            database.ChangeTracker.Clear();
            throw new RefusedException("CONFLICT", "It was changed at the same time; try again.");
        }
    }
}
