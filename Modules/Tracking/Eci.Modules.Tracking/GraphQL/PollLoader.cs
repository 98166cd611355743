using Eci.Carriers;
using Eci.Persistence;
using Eci.Web.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.GraphQL;

/// <summary>Reads what is known of packages being asked about: one statement, whatever the number of packages.</summary>
internal sealed class PollLoader(EciDbContext database)
{
    public BatchLoader<string, PackagePoll?> ByPackage { get; } = BatchLoader.One<string, PackagePoll>(
        (packageIds, cancellationToken) => database.Set<PackagePoll>().AsNoTracking()
            .Where(p => EF.Parameter(packageIds).Contains(p.PackageId))
            .ToListAsync(cancellationToken),
        p => p.PackageId);
}
