using NUnit.Framework;

namespace Eci.Testing.Servers;

/// <summary>Specifications and recorded payloads of third parties, kept beside the repository where they may be used.</summary>
public static class ContractsFolder
{
    private static readonly string Marker = Path.Combine("shared", "contracts");

    /// <summary>Folder of one system, for example <c>dpd</c>; ignores the running test when it is not there.</summary>
    public static string Find(string system)
    {
        var root = FolderSearch.Upwards(Marker);
        var folder = Path.Combine(root ?? string.Empty, Marker, system);
        if (root is null || !Directory.Exists(folder))
            Assert.Ignore($"No contract files: put the folder {Path.Combine(Marker, system)} beside or above the repository.");
        return folder;
    }
}
