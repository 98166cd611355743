using Eci.ArchitectureTests.Model;
using NUnit.Framework;

namespace Eci.ArchitectureTests.Deploy;

internal sealed class The_compose_file
{
    private static readonly string Text = Repository.ReadText("docker-compose.yml");
    private static readonly ComposeFile Real = ComposeFile.Parse(Text);

    [Test]
    public void Has_a_profile_for_everything_and_one_for_each_transport() =>
        Assert.That(
            Real.Services.SelectMany(service => service.Profiles).Distinct(),
            Is.EquivalentTo(["all", "eci", "postgres", "rabbitmq", "kafka", "mail", "telemetry"]));

    [Test]
    public void Pins_images() => Assert.That(ComposeRules.ImagesArePinned(Real), Is.Empty);

    [TestCase("postgres:latest")]
    [TestCase("postgres:17")]
    [TestCase("postgres")]
    public void Is_reported_when_an_image_floats(string image) =>
        Assert.That(ComposeRules.ImagesArePinned(With("postgres:17.11-bookworm", image)), Is.EqualTo([$"postgres uses {image}"]));

    [Test]
    public void Has_complete_profiles() => Assert.That(ComposeRules.ProfilesAreComplete(Real), Is.Empty);

    [Test]
    public void Is_reported_when_a_profile_lacks_something() =>
        Assert.That(
            ComposeRules.ProfilesAreComplete(With("profiles: [postgres, rabbitmq, kafka, eci, all]", "profiles: [postgres, rabbitmq, kafka]")),
            Is.EqualTo(["postgres is not in all", "migrate is in eci without postgres", "migrate is in all without postgres"]));

    [Test]
    public void Tells_the_health_of_services() => Assert.That(ComposeRules.ServicesTellTheirHealth(Real), Is.Empty);

    [Test]
    public void Is_reported_when_a_service_does_not_tell_its_health() =>
        Assert.That(ComposeRules.ServicesTellTheirHealth(With("test: [CMD, /mailpit, readyz]", "retries_at_start: 1")), Is.EqualTo(["mailpit has no health check"]));

    [Test]
    public void Keeps_ports_on_the_machine() => Assert.That(ComposeRules.PortsStayOnTheMachine(Real), Is.Empty);

    [Test]
    public void Is_reported_when_a_port_is_open_to_the_network() =>
        Assert.That(ComposeRules.PortsStayOnTheMachine(With("\"127.0.0.1:${POSTGRES_PORT:-5432}:5432\"", "\"5432:5432\"")), Is.EqualTo(["postgres offers 5432:5432"]));

    [Test]
    public void Takes_secrets_from_variables() => Assert.That(ComposeRules.SecretsAreVariables(Real), Is.Empty);

    [Test]
    public void Is_reported_when_it_writes_out_a_secret() =>
        Assert.That(ComposeRules.SecretsAreVariables(With("${RABBITMQ_PASSWORD:-eci}", "eci")), Is.EqualTo(["rabbitmq writes out RABBITMQ_DEFAULT_PASS"]));

    [Test]
    public void Lets_work_end_before_it_kills() => Assert.That(ComposeRules.StopsTakeTheirTime(Real), Is.Empty);

    [Test]
    public void Is_reported_when_it_kills_too_early() =>
        Assert.That(
            ComposeRules.StopsTakeTheirTime(With("stop_grace_period: 30s", "stop_grace_period: 20s")),
            Is.EquivalentTo(["migrate is killed before it has stopped", "api is killed before it has stopped", "worker is killed before it has stopped"]));

    [Test]
    public void Uses_settings_that_are_documented() =>
        Assert.That(
            SettingKeys.In(Repository.ReadText(SettingKeys.Document)).Select(setting => setting.Key),
            Is.SupersetOf(Real.Services.Where(service => service.IsEci).SelectMany(service => service.Environment.Keys).Distinct()));

    [Test]
    public void Plays_every_role_once() =>
        Assert.That(
            Real.Services.Where(service => service.IsEci).SelectMany(service => service.Environment["Eci__Roles"].Split(',')),
            Is.EquivalentTo(["migrate", "api", "worker", "scheduler"]));

    [TestCase("migrate")]
    [TestCase("api")]
    [TestCase("worker")]
    public async Task Gives_settings_the_host_accepts(string service) =>
        await StartableHost.BuildAsync(Real[service].Environment.ToDictionary(pair => pair.Key, pair => ComposeFile.Defaulted(pair.Value), StringComparer.Ordinal));

    private static ComposeFile With(string text, string replacement)
    {
        Assert.That(Text, Does.Contain(text));
        return ComposeFile.Parse(Text.Replace(text, replacement, StringComparison.Ordinal));
    }
}
