using Eci.ArchitectureTests.Model;
using Eci.ArchitectureTests.Rules;
using NUnit.Framework;

namespace Eci.ArchitectureTests;

internal sealed class ProjectReferenceTests
{
    private const string Dhl = "Modules/Dhl/Eci.Modules.Dhl/Eci.Modules.Dhl.csproj";
    private const string DhlContracts = "Modules/Dhl/Eci.Modules.Dhl.Contracts/Eci.Modules.Dhl.Contracts.csproj";
    private const string Web = "BuildingBlocks/Eci.Web/Eci.Web.csproj";
    private const string Tests = "tests/Eci.UnitTests/Eci.UnitTests.csproj";

    [Test]
    public void Finds_the_projects_of_this_repository() =>
        Assert.That(
            Repository.Projects.Select(project => project.Path),
            Is.SupersetOf(["Host/Eci.Host.csproj", "BuildingBlocks/Eci.Core/Eci.Core.csproj", "Modules/Dpd/Eci.Modules.Dpd/Eci.Modules.Dpd.csproj"]));

    [Test]
    public void Modules_keep_apart() => Assert.That(ProjectRules.ModulesKeepApart(Repository.Projects), Is.Empty);

    [Test]
    public void Reports_a_module_that_references_another_one()
    {
        var project = Referencing(Dhl, "../../Tracking/Eci.Modules.Tracking/Eci.Modules.Tracking.csproj");
        Assert.That(ProjectRules.ModulesKeepApart([project]), Is.EqualTo(["Eci.Modules.Dhl references Eci.Modules.Tracking"]));
    }

    [Test]
    public void Accepts_a_module_that_references_contracts()
    {
        var project = Referencing(Dhl, @"..\..\Tracking\Eci.Modules.Tracking.Contracts\Eci.Modules.Tracking.Contracts.csproj");
        Assert.That(ProjectRules.ModulesKeepApart([project]), Is.Empty);
    }

    [Test]
    public void Contracts_stay_plain() => Assert.That(ProjectRules.ContractsStayPlain(Repository.Projects), Is.Empty);

    [Test]
    public void Reports_contracts_that_reference_more_than_the_abstractions()
    {
        var abstractions = "../../../BuildingBlocks/Eci.Abstractions/Eci.Abstractions.csproj";
        var core = Referencing(DhlContracts, abstractions, "../../../BuildingBlocks/Eci.Core/Eci.Core.csproj");
        var package = ProjectFile.Parse(DhlContracts, """<Project><ItemGroup><PackageReference Include="MassTransit" /></ItemGroup></Project>""");
        Assert.That(
            ProjectRules.ContractsStayPlain([core, package]),
            Is.EqualTo([
                "Eci.Modules.Dhl.Contracts references BuildingBlocks/Eci.Core/Eci.Core.csproj",
                "Eci.Modules.Dhl.Contracts references MassTransit",
            ]));
    }

    [Test]
    public void Only_tests_reference_the_host() => Assert.That(ProjectRules.NothingShippedReferencesTheHost(Repository.Projects), Is.Empty);

    [Test]
    public void Reports_a_module_that_references_the_host()
    {
        var module = Referencing(Dhl, "../../../Host/Eci.Host.csproj");
        var test = Referencing(Tests, "../../Host/Eci.Host.csproj");
        Assert.That(ProjectRules.NothingShippedReferencesTheHost([module, test]), Is.EqualTo(["Eci.Modules.Dhl references Eci.Host"]));
    }

    [Test]
    public void Building_blocks_know_no_module() => Assert.That(ProjectRules.BuildingBlocksKnowNoModule(Repository.Projects), Is.Empty);

    [Test]
    public void Reports_a_building_block_that_references_a_module_or_its_contracts()
    {
        var block = Referencing(Web, "../../" + Dhl, "../../" + DhlContracts);
        Assert.That(
            ProjectRules.BuildingBlocksKnowNoModule([block]),
            Is.EqualTo(["Eci.Web references Eci.Modules.Dhl", "Eci.Web references Eci.Modules.Dhl.Contracts"]));
    }

    [Test]
    public void Nothing_shipped_references_tests() => Assert.That(ProjectRules.NothingShippedReferencesTests(Repository.Projects), Is.Empty);

    [Test]
    public void Reports_a_building_block_that_references_a_test_project()
    {
        var block = Referencing(Web, "../../tests/Eci.Testing/Eci.Testing.csproj");
        Assert.That(ProjectRules.NothingShippedReferencesTests([block]), Is.EqualTo(["Eci.Web references Eci.Testing"]));
    }

    [Test]
    public void Projects_lie_in_known_folders() => Assert.That(ProjectRules.ProjectsLieInKnownFolders(Repository.Projects), Is.Empty);

    [Test]
    public void Reports_a_project_in_another_folder() =>
        Assert.That(ProjectRules.ProjectsLieInKnownFolders([Referencing("src/Eci.X/Eci.X.csproj")]), Is.EqualTo(["src/Eci.X/Eci.X.csproj"]));

    [Test]
    public void The_solution_holds_every_project() =>
        Assert.That(ProjectRules.ProjectsAreInTheSolution(Repository.Projects, Repository.ReadText("Eci.sln")), Is.Empty);

    [Test]
    public void Reports_a_project_that_the_solution_lacks()
    {
        const string solution = """Project("{FAE0}") = "Eci.Web", "BuildingBlocks\Eci.Web\Eci.Web.csproj", "{3A1C}" """;
        Assert.That(ProjectRules.ProjectsAreInTheSolution([Referencing(Web), Referencing(Dhl)], solution), Is.EqualTo([Dhl]));
    }

    private static ProjectFile Referencing(string path, params string[] targets) => ProjectFile.Parse(
        path,
        $"<Project><ItemGroup>{string.Concat(targets.Select(target => $"""<ProjectReference Include="{target}" />"""))}</ItemGroup></Project>");
}
