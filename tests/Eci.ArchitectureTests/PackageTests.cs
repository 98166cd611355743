using System.Xml.Linq;
using Eci.ArchitectureTests.Model;
using Eci.ArchitectureTests.Rules;
using NUnit.Framework;

namespace Eci.ArchitectureTests;

internal sealed class PackageTests
{
    private static readonly XElement Packages = XElement.Parse(Repository.ReadText("Directory.Packages.props"));

    [Test]
    public void Projects_name_no_versions() => Assert.That(PackageRules.ProjectsNameNoVersions(Repository.Projects), Is.Empty);

    [TestCase("""<PackageReference Include="X" Version="1.0.0" />""")]
    [TestCase("""<PackageReference Include="X" VersionOverride="1.0.0" />""")]
    [TestCase("""<PackageReference Include="X"><Version>1.0.0</Version></PackageReference>""")]
    public void Reports_a_version_in_a_project(string reference) =>
        Assert.That(PackageRules.ProjectsNameNoVersions([Project(reference)]), Is.EqualTo(["Eci.Web gives a version of X"]));

    [Test]
    public void Projects_are_locked() => Assert.That(PackageRules.ProjectsAreLocked(Repository.Projects, Repository.Exists), Is.Empty);

    [Test]
    public void Reports_a_project_without_lock_file() =>
        Assert.That(
            PackageRules.ProjectsAreLocked([Project(string.Empty)], _ => false),
            Is.EqualTo(["BuildingBlocks/Eci.Web/packages.lock.json is missing"]));

    [Test]
    public void Versions_are_exact() => Assert.That(PackageRules.VersionsAreExact(Packages), Is.Empty);

    [TestCase("8.*")]
    [TestCase("[8.0,9.0)")]
    public void Reports_a_version_that_floats(string version) =>
        Assert.That(PackageRules.VersionsAreExact(Versions("X", version)), Is.EqualTo([$"X {version} is not exact"]));

    [Test]
    public void MassTransit_stays_free() => Assert.That(PackageRules.MassTransitStaysFree(Packages), Is.Empty);

    [Test]
    public void Reports_a_commercial_MassTransit() =>
        Assert.That(
            PackageRules.MassTransitStaysFree(Versions("MassTransit.RabbitMQ", "9.0.1")),
            Is.EqualTo(["MassTransit.RabbitMQ 9.0.1 is not of the 8.x line"]));

    private static ProjectFile Project(string reference) =>
        ProjectFile.Parse("BuildingBlocks/Eci.Web/Eci.Web.csproj", $"<Project><ItemGroup>{reference}</ItemGroup></Project>");

    private static XElement Versions(string name, string version) =>
        XElement.Parse($"""<Project><ItemGroup><PackageVersion Include="{name}" Version="{version}" /></ItemGroup></Project>""");
}
