using Eci.ArchitectureTests.Model;

namespace Eci.ArchitectureTests.Rules;

/// <summary>Who may reference whom. Each rule names the projects that break it.</summary>
internal static class ProjectRules
{
    private const string Abstractions = "BuildingBlocks/Eci.Abstractions/Eci.Abstractions.csproj";

    /// <summary>A module learns of another one through its contracts only.</summary>
    public static IEnumerable<string> ModulesKeepApart(IEnumerable<ProjectFile> projects) =>
        References(projects, ProjectKind.Module, ProjectKind.Module);

    /// <summary>Contracts stay plain data: no packages, nothing of the hub but its abstractions.</summary>
    public static IEnumerable<string> ContractsStayPlain(IEnumerable<ProjectFile> projects) =>
        from project in projects
        where project.Kind == ProjectKind.Contracts
        from reference in project.ProjectReferences.Where(target => target != Abstractions).Concat(project.PackageReferences)
        select $"{project.Name} references {reference}";

    /// <summary>The host is the top: only tests look at it.</summary>
    public static IEnumerable<string> NothingShippedReferencesTheHost(IEnumerable<ProjectFile> projects) =>
        projects.Where(project => project.Kind != ProjectKind.Test).SelectMany(project => References([project], project.Kind, ProjectKind.Host));

    /// <summary>Building blocks know no module, not even its contracts.</summary>
    public static IEnumerable<string> BuildingBlocksKnowNoModule(IEnumerable<ProjectFile> projects)
    {
        var all = projects.ToList();
        return References(all, ProjectKind.BuildingBlock, ProjectKind.Module)
            .Concat(References(all, ProjectKind.BuildingBlock, ProjectKind.Contracts));
    }

    /// <summary>What ships does not contain test code.</summary>
    public static IEnumerable<string> NothingShippedReferencesTests(IEnumerable<ProjectFile> projects) =>
        projects.Where(project => project.Kind != ProjectKind.Test).SelectMany(project => References([project], project.Kind, ProjectKind.Test));

    /// <summary>A project lies in a folder that says what it is.</summary>
    public static IEnumerable<string> ProjectsLieInKnownFolders(IEnumerable<ProjectFile> projects) =>
        projects.Where(project => project.Kind == ProjectKind.Elsewhere).Select(project => project.Path);

    /// <summary>Building and testing the solution covers every project.</summary>
    public static IEnumerable<string> ProjectsAreInTheSolution(IEnumerable<ProjectFile> projects, string solution) =>
        projects.Where(project => !solution.Replace('\\', '/').Contains($"\"{project.Path}\"", StringComparison.Ordinal))
            .Select(project => project.Path);

    private static IEnumerable<string> References(IEnumerable<ProjectFile> projects, ProjectKind source, ProjectKind target) =>
        from project in projects
        where project.Kind == source
        from reference in project.ProjectReferences
        where ProjectFile.KindOf(reference) == target
        select $"{project.Name} references {Path.GetFileNameWithoutExtension(reference)}";
}
