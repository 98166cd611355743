namespace Eci.Testing.Servers;

/// <summary>Where the sources lie: the folder of <c>Eci.sln</c> above the running tests.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = FolderSearch.Upwards("Eci.sln")
        ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Eci.sln.");
}
