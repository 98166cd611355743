namespace Eci.Testing.Servers;

internal static class FolderSearch
{
    /// <summary>The nearest folder at or above the test binaries that has the given file or folder below it; null when none has.</summary>
    public static string? Upwards(string marker)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, marker)))
                return folder.FullName;
        }

        return null;
    }
}
