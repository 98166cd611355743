using Microsoft.EntityFrameworkCore;

namespace Eci.Persistence;

/// <summary>
/// The entities a building block or module adds to the one <see cref="EciDbContext"/>. Registered as singletons in every role, so
/// that the model is the same everywhere.
/// </summary>
public interface IModelContribution
{
    /// <summary>Configures entities. Names become snake_case by convention; tables are prefixed by hand (<c>tracking_package_life</c>).</summary>
    void Configure(ModelBuilder model);
}
