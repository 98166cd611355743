namespace Eci.Persistence;

/// <summary>What a module adds to the demo tenant. Runs once, in the unit of work that creates the tenant.</summary>
public interface IDemoData
{
    /// <summary>Adds entities to the tracker; the caller saves.</summary>
    void AddTo(EciDbContext database);
}
