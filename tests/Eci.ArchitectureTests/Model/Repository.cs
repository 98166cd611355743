using System.Reflection;
using Eci.Testing.Servers;

namespace Eci.ArchitectureTests.Model;

/// <summary>The repository the tests were built from: its files and the assemblies made of them.</summary>
internal static class Repository
{
    private static readonly string[] NotSources = ["bin", "obj", "data", "node_modules", "TestResults", "artifacts"];

    public static IReadOnlyList<ProjectFile> Projects { get; } = FilesNamed("*.csproj")
        .Select(path => ProjectFile.Parse(path, ReadText(path)))
        .ToList();

    public static IReadOnlyList<SourceFile> Sources { get; } = FilesNamed("*.cs")
        .Select(path => new SourceFile(path, File.ReadLines(FullPath(path)).Count()))
        .ToList();

    /// <summary>Everything that ships: modules with their contracts, building blocks and the host.</summary>
    public static IReadOnlyList<Assembly> ProductAssemblies { get; } = AssembliesOf(
        ProjectKind.BuildingBlock, ProjectKind.Module, ProjectKind.Contracts, ProjectKind.Host);

    public static IReadOnlyList<Assembly> ModuleAssemblies { get; } = AssembliesOf(ProjectKind.Module);

    public static string ReadText(string path) => File.ReadAllText(FullPath(path));

    public static bool Exists(string path) => File.Exists(FullPath(path));

    /// <summary>The types of the assemblies as written by hand, without what the compiler adds.</summary>
    public static IReadOnlyList<Type> TypesOf(IEnumerable<Assembly> assemblies) =>
        assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => !type.Name.Contains('<', StringComparison.Ordinal)).ToList();

    private static List<Assembly> AssembliesOf(params ProjectKind[] kinds) =>
        Projects.Where(project => kinds.Contains(project.Kind)).Select(project => Assembly.Load(project.Name)).ToList();

    private static string FullPath(string path) => Path.Combine(RepositoryRoot.Path, path);

    private static IEnumerable<string> FilesNamed(string pattern) => SourceFolders(new DirectoryInfo(RepositoryRoot.Path))
        .SelectMany(folder => folder.EnumerateFiles(pattern))
        .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file.FullName).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<DirectoryInfo> SourceFolders(DirectoryInfo folder) => folder.EnumerateDirectories()
        .Where(child => !child.Name.StartsWith('.') && !NotSources.Contains(child.Name))
        .SelectMany(SourceFolders)
        .Prepend(folder);
}
