namespace Eci.Commerce;

/// <summary>Tells the hub that a package was registered. Implemented by the module that follows packages.</summary>
public interface IPackageAnnouncement
{
    /// <summary>Announces a package that is stored with the same unit of work.</summary>
    Task AnnounceAsync(Package package, CancellationToken cancellationToken);
}
