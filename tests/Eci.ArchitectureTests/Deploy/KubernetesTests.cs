using System.Xml.Linq;
using Eci.ArchitectureTests.Model;
using NUnit.Framework;

namespace Eci.ArchitectureTests.Deploy;

internal sealed class The_manifests_for_Kubernetes
{
    private const string Connection = "Host=db;Database=eci;Username=eci";

    private static readonly KubernetesFiles Real = KubernetesFiles.Read();

    [TestCase("base", "resources")]
    [TestCase("example", "resources")]
    [TestCase("autoscaling", "resources")]
    public void Are_all_listed(string folder, string list) =>
        Assert.That(
            YamlTree.Parse(Repository.ReadText($"{KubernetesFiles.Folder}/{folder}/kustomization.yaml")).Single()[list].Texts.Where(name => name != "../base"),
            Is.EquivalentTo(KubernetesFiles.In(folder)));

    [Test]
    public void Play_every_role() =>
        Assert.That(
            Real.Deployments.Select(deployment =>
                string.Join(" then ", KubernetesFiles.ContainersOf(deployment).Select(c => KubernetesFiles.EnvironmentOf(c)["Eci__Roles"]))),
            Is.EquivalentTo(["migrate then api", "migrate then worker,scheduler"]));

    [Test]
    public void Differ_in_roles_only() => Assert.That(KubernetesRules.DeploymentsDifferInRoles(Real), Is.Empty);

    [Test]
    public void Take_their_time_to_stop() => Assert.That(KubernetesRules.StopsTakeTheirTime(Real), Is.Empty);

    [Test]
    public void Are_locked() => Assert.That(KubernetesRules.PodsAreLocked(Real), Is.Empty);

    [Test]
    public void Say_what_they_need() => Assert.That(KubernetesRules.ResourcesAreNamed(Real), Is.Empty);

    [Test]
    public void Reference_secrets() => Assert.That(KubernetesRules.SecretsAreReferenced(Real), Is.Empty);

    [TestCase("terminationGracePeriodSeconds: 60", "terminationGracePeriodSeconds: 44", "eci-api is killed before it has stopped")]
    [TestCase("runAsNonRoot: true", "runAsNonRoot: false", "eci-worker/eci is not locked")]
    [TestCase("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "eci-api/eci is not locked")]
    [TestCase("limits: {memory: 512Mi}", "limits: {}", "eci-worker/migrate does not say what it needs")]
    [TestCase("- secretRef: {name: eci}", "- secretRef: {name: other}", "eci-api/eci has no secret")]
    [TestCase("- Eci__Transport=Database", "- Eci__MasterKey=abc", "Eci__MasterKey is written out")]
    [TestCase("image: eci", "image: eci-worker", "eci-worker differs in more than its roles")]
    public void Are_reported_when_they_break_a_rule(string text, string replacement, string report)
    {
        var broken = KubernetesFiles.Read(file => file.Replace(text, replacement, StringComparison.Ordinal));
        Assert.That(
            KubernetesRules.StopsTakeTheirTime(broken)
                .Concat(KubernetesRules.PodsAreLocked(broken))
                .Concat(KubernetesRules.ResourcesAreNamed(broken))
                .Concat(KubernetesRules.SecretsAreReferenced(broken))
                .Concat(KubernetesRules.DeploymentsDifferInRoles(broken)),
            Does.Contain(report));
    }

    [Test]
    public async Task Probe_routes_that_every_role_has()
    {
        var probes = KubernetesRules.Probes(Real).ToList();
        Assert.That(probes.Select(probe => probe.Port), Is.All.EqualTo("http"));
        foreach (var deployment in Real.Deployments)
        {
            var routes = await StartableHost.BuildAsync(EnvironmentOf(KubernetesFiles.PodOf(deployment)["containers"].Items.Single()));
            Assert.That(routes, Is.SupersetOf(probes.Where(probe => probe.Deployment == KubernetesRules.NameOf(deployment)).Select(probe => probe.Path).Distinct()));
        }
    }

    [Test]
    public void Ask_for_readiness_before_traffic_and_for_life_before_killing() =>
        Assert.That(
            KubernetesRules.Probes(Real).Select(probe => $"{probe.Kind} {probe.Path}").Distinct(),
            Is.EquivalentTo(["startupProbe /health/live", "livenessProbe /health/live", "readinessProbe /health/ready"]));

    [Test]
    public void Use_the_port_of_the_image()
    {
        var port = Dockerfile.Parse(Repository.ReadText("Dockerfile")).Environment["ASPNETCORE_HTTP_PORTS"];
        Assert.That(
            Real.Deployments.Select(d => KubernetesFiles.PodOf(d)["containers"].Items.Single()["ports"].Items.Single()["containerPort"].Text),
            Is.All.EqualTo(port));
    }

    [Test]
    public void Use_the_version_of_the_build()
    {
        var version = XElement.Parse(Repository.ReadText("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;
        Assert.That(Real.Kustomization["images"].Items.Single()["newTag"].Text, Is.EqualTo(version));
    }

    [Test]
    public void Use_settings_that_are_documented()
    {
        var example = YamlTree.Parse(Repository.ReadText($"{KubernetesFiles.Folder}/example/kustomization.yaml")).Single();
        Assert.That(
            SettingKeys.In(Repository.ReadText(SettingKeys.Document)).Select(setting => setting.Key),
            Is.SupersetOf(Real.Settings.Keys.Concat(KubernetesFiles.SettingsOf(example).Keys)));
    }

    [Test]
    public void Scale_deployments_that_exist() =>
        Assert.That(
            YamlTree.Parse(Repository.ReadText($"{KubernetesFiles.Folder}/autoscaling/autoscalers.yaml")).Select(scaler => scaler["spec"]["scaleTargetRef"]["name"].Text),
            Is.EquivalentTo(Real.Deployments.Select(KubernetesRules.NameOf)));

    private static Dictionary<string, string> EnvironmentOf(YamlTree container) => KubernetesFiles.EnvironmentOf(container)
        .Concat(Real.Settings)
        .Append(new("ConnectionStrings__Eci", Connection))
        .Append(new("Eci__Mail__Smtp__Host", "mail"))
        .ToDictionary(StringComparer.Ordinal);
}
