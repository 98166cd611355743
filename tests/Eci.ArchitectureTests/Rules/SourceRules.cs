using Eci.ArchitectureTests.Model;

namespace Eci.ArchitectureTests.Rules;

/// <summary>Rules about files.</summary>
internal static class SourceRules
{
    public const int LongestFile = 300;

    /// <summary>Files can be read in one go. Generated migrations are as long as they are.</summary>
    public static IEnumerable<string> FilesAreShort(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Lines > LongestFile && !file.Path.Contains("/Migrations/", StringComparison.Ordinal)
        select $"{file.Path} has {file.Lines} lines";
}
