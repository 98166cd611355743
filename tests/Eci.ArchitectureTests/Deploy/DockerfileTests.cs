using Eci.ArchitectureTests.Model;
using Eci.Host.Commands;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.ArchitectureTests.Deploy;

internal sealed class The_Dockerfile
{
    private static readonly string Text = Repository.ReadText("Dockerfile");
    private static readonly string Solution = Repository.ReadText("Eci.sln");
    private static readonly string GlobalJson = Repository.ReadText("global.json");

    [Test]
    public void Restores_every_project_of_the_host() =>
        Assert.That(DockerfileRules.RestoresEveryProject(Dockerfile.Parse(Text), Repository.Projects, Solution), Is.Empty);

    [Test]
    public void Is_reported_when_it_lacks_a_project() =>
        Assert.That(
            DockerfileRules.RestoresEveryProject(With("COPY Host/*.csproj Host/packages.lock.json Host/\n", string.Empty), Repository.Projects, Solution),
            Is.EqualTo(["Host/*.csproj is not copied before the restore", "Host/packages.lock.json is not copied before the restore"]));

    [Test]
    public void Copies_what_exists() => Assert.That(DockerfileRules.CopiesWhatExists(Dockerfile.Parse(Text), Exists), Is.Empty);

    [Test]
    public void Is_reported_when_it_copies_what_does_not_exist() =>
        Assert.That(DockerfileRules.CopiesWhatExists(With("Modules/ Modules/", "Gone/ Modules/"), Exists), Is.EqualTo(["Gone/ does not exist"]));

    [Test]
    public void Fits_the_sdk() => Assert.That(DockerfileRules.FitsTheSdk(Dockerfile.Parse(Text), GlobalJson), Is.Empty);

    [Test]
    public void Is_reported_when_the_sdk_is_another_one() =>
        Assert.That(
            DockerfileRules.FitsTheSdk(With("sdk:10.0-noble", "sdk:9.0-noble"), GlobalJson),
            Is.EqualTo(["mcr.microsoft.com/dotnet/sdk:9.0-noble is not of .NET 10.0"]));

    [Test]
    public void Runs_safely() => Assert.That(DockerfileRules.RunsSafely(Dockerfile.Parse(Text)), Is.Empty);

    [TestCase("USER $APP_UID", "USER root", "runs as root")]
    [TestCase("-chiseled-extra", "-chiseled", "has no ICU or time zones, or more than it needs")]
    [TestCase("\"health\"", "\"--version\"", "does not ask for its health")]
    [TestCase("ENVIRONMENT=Production", "ENVIRONMENT=Development", "is not in Production")]
    [TestCase("VOLUME /data", "VOLUME /tmp", "keeps its data in the container")]
    [TestCase("STOPSIGNAL SIGTERM", "STOPSIGNAL SIGKILL", "does not say how it is stopped")]
    public void Is_reported_when_it_does_not_run_safely(string safe, string unsafeText, string report) =>
        Assert.That(DockerfileRules.RunsSafely(With(safe, unsafeText)), Is.EqualTo([report]));

    [Test]
    public void Uses_settings_that_are_documented() =>
        Assert.That(
            SettingKeys.In(Repository.ReadText(SettingKeys.Document)).Select(setting => setting.Key),
            Is.SupersetOf(Dockerfile.Parse(Text).Environment.Keys));

    [Test]
    public void Asks_for_health_with_a_command_that_exists() => Assert.That(HealthCommand.Create().Name, Is.EqualTo("health"));

    private static Dockerfile With(string text, string replacement)
    {
        Assert.That(Text, Does.Contain(text));
        return Dockerfile.Parse(Text.Replace(text, replacement, StringComparison.Ordinal));
    }

    private static bool Exists(string source) =>
        Path.GetDirectoryName(source) is { } folder && Directory.Exists(Path.Combine(RepositoryRoot.Path, folder))
        && (source.EndsWith('/') || Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, folder), Path.GetFileName(source)).Any());
}
