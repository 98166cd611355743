using System.Buffers;
using System.Xml.Linq;
using Eci.ArchitectureTests.Model;

namespace Eci.ArchitectureTests.Rules;

/// <summary>Where package versions come from.</summary>
internal static class PackageRules
{
    private static readonly SearchValues<char> RangeSigns = SearchValues.Create("*[](),");
    private static readonly string[] VersionNames = ["Version", "VersionOverride"];

    /// <summary>Directory.Packages.props is the only place with versions.</summary>
    public static IEnumerable<string> ProjectsNameNoVersions(IEnumerable<ProjectFile> projects) =>
        from project in projects
        from package in project.Xml.Descendants("PackageReference")
        where VersionNames.Any(name => package.Attribute(name) is not null || package.Element(name) is not null)
        select $"{project.Name} gives a version of {package.Attribute("Include")?.Value}";

    /// <summary>Every restore yields the same packages.</summary>
    public static IEnumerable<string> ProjectsAreLocked(IEnumerable<ProjectFile> projects, Func<string, bool> exists) =>
        projects.Select(project => $"{project.Folder}/packages.lock.json").Where(path => !exists(path)).Select(path => $"{path} is missing");

    /// <summary>Versions are exact: no wildcard, no range.</summary>
    public static IEnumerable<string> VersionsAreExact(XElement packages) =>
        from package in Packages(packages)
        where package.Version.AsSpan().ContainsAny(RangeSigns)
        select $"{package.Name} {package.Version} is not exact";

    /// <summary>From version 9 on MassTransit needs a commercial licence.</summary>
    public static IEnumerable<string> MassTransitStaysFree(XElement packages) =>
        from package in Packages(packages)
        where package.Name.StartsWith("MassTransit", StringComparison.Ordinal) && !package.Version.StartsWith("8.", StringComparison.Ordinal)
        select $"{package.Name} {package.Version} is not of the 8.x line";

    private static IEnumerable<(string Name, string Version)> Packages(XElement packages) =>
        packages.Descendants("PackageVersion")
            .Select(package => (package.Attribute("Include")?.Value ?? string.Empty, package.Attribute("Version")?.Value ?? string.Empty));
}
