using System.Xml.Linq;

namespace Eci.ArchitectureTests.Model;

/// <summary>What a project is, decided by where it lies.</summary>
internal enum ProjectKind
{
    BuildingBlock,
    Module,
    Contracts,
    Host,
    Test,
    Elsewhere,
}

/// <summary>One csproj file.</summary>
/// <param name="Path">Relative to the repository, with slashes.</param>
/// <param name="Xml">Its content.</param>
internal sealed record ProjectFile(string Path, XElement Xml)
{
    private const string Root = "/";

    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder { get; } = System.IO.Path.GetDirectoryName(Path)!;

    public ProjectKind Kind { get; } = KindOf(Path);

    /// <summary>Paths of the projects it references, relative to the repository.</summary>
    public IReadOnlyList<string> ProjectReferences { get; } = Includes(Xml, "ProjectReference")
        .Select(include => System.IO.Path.GetFullPath(include, Root + System.IO.Path.GetDirectoryName(Path)))
        .Select(full => System.IO.Path.GetRelativePath(Root, full))
        .ToList();

    public IReadOnlyList<string> PackageReferences { get; } = Includes(Xml, "PackageReference").ToList();

    public static ProjectFile Parse(string path, string xml) => new(path, XElement.Parse(xml));

    public static ProjectKind KindOf(string path) => path.Split('/')[0] switch
    {
        "BuildingBlocks" => ProjectKind.BuildingBlock,
        "Modules" when path.EndsWith(".Contracts.csproj", StringComparison.Ordinal) => ProjectKind.Contracts,
        "Modules" => ProjectKind.Module,
        "Host" => ProjectKind.Host,
        "tests" => ProjectKind.Test,
        _ => ProjectKind.Elsewhere,
    };

    private static IEnumerable<string> Includes(XElement xml, string item) =>
        xml.Descendants(item).Attributes("Include").Select(include => include.Value.Replace('\\', '/'));
}
