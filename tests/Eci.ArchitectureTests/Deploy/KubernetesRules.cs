using System.Globalization;
using System.Text.RegularExpressions;

namespace Eci.ArchitectureTests.Deploy;

/// <summary>Rules about the manifests for Kubernetes.</summary>
internal static partial class KubernetesRules
{
    private const int TimeoutMilliseconds = 5000;

    /// <summary>Time for what a stopping process still does after its handlers: closing connections, sending telemetry.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    public static TimeSpan Shutdown(string setting) => TimeSpan.Parse(setting, CultureInfo.InvariantCulture);

    /// <summary>A pod is not killed while it stops.</summary>
    public static IEnumerable<string> StopsTakeTheirTime(KubernetesFiles files) =>
        from deployment in files.Deployments
        let pod = KubernetesFiles.PodOf(deployment)
        let before = pod["containers"].Items.Max(container => Seconds(container["lifecycle"]["preStop"]["sleep"]["seconds"]))
        where Seconds(pod["terminationGracePeriodSeconds"]) < before + Shutdown(files.Settings["Eci__ShutdownTimeout"]) + Margin
        select $"{NameOf(deployment)} is killed before it has stopped";

    /// <summary>No rights, no way to get any, nothing to write to but a scratch folder.</summary>
    public static IEnumerable<string> PodsAreLocked(KubernetesFiles files) =>
        from deployment in files.Deployments
        let pod = KubernetesFiles.PodOf(deployment)
        from container in KubernetesFiles.ContainersOf(deployment)
        let context = container["securityContext"]
        where pod["securityContext"]["runAsNonRoot"].Text != "true"
            || pod["automountServiceAccountToken"].Text != "false"
            || context["readOnlyRootFilesystem"].Text != "true"
            || context["allowPrivilegeEscalation"].Text != "false"
            || !context["capabilities"]["drop"].Texts.SequenceEqual(["ALL"])
        select $"{NameOf(deployment)}/{container["name"].Text} is not locked";

    /// <summary>The scheduler knows what a pod needs, and a leak ends one pod, not a node.</summary>
    public static IEnumerable<string> ResourcesAreNamed(KubernetesFiles files) =>
        from deployment in files.Deployments
        from container in KubernetesFiles.ContainersOf(deployment)
        let resources = container["resources"]
        where !resources["requests"]["cpu"].Exists || !resources["requests"]["memory"].Exists || !resources["limits"]["memory"].Exists
        select $"{NameOf(deployment)}/{container["name"].Text} does not say what it needs";

    /// <summary>Secrets come by reference.</summary>
    public static IEnumerable<string> SecretsAreReferenced(KubernetesFiles files) =>
        files.Settings.Keys.Where(key => SecretName().IsMatch(key)).Select(key => $"{key} is written out")
            .Concat(
                from deployment in files.Deployments
                from container in KubernetesFiles.ContainersOf(deployment)
                from key in KubernetesFiles.EnvironmentOf(container).Keys
                where SecretName().IsMatch(key)
                select $"{NameOf(deployment)} writes out {key}")
            .Concat(
                from deployment in files.Deployments
                from container in KubernetesFiles.ContainersOf(deployment)
                where !container["envFrom"].Items.Any(source => source["secretRef"]["name"].Text == "eci")
                select $"{NameOf(deployment)}/{container["name"].Text} has no secret");

    /// <summary>The deployments run the same image with the same settings; only their roles differ.</summary>
    public static IEnumerable<string> DeploymentsDifferInRoles(KubernetesFiles files) => files.Deployments
        .Where(deployment => KubernetesFiles.ContainersOf(deployment).Any(container =>
            container["image"].Text != "eci" || !KubernetesFiles.EnvironmentOf(container).Keys.SequenceEqual(["Eci__Roles"])))
        .Select(deployment => $"{NameOf(deployment)} differs in more than its roles");

    /// <summary>Paths of all probes, with the deployment they belong to.</summary>
    public static IEnumerable<(string Deployment, string Kind, string Path, string Port)> Probes(KubernetesFiles files) =>
        from deployment in files.Deployments
        from container in KubernetesFiles.PodOf(deployment)["containers"].Items
        from kind in new[] { "startupProbe", "livenessProbe", "readinessProbe" }
        let http = container[kind]["httpGet"]
        select (NameOf(deployment), kind, http["path"].Text ?? string.Empty, http["port"].Text ?? string.Empty);

    public static string NameOf(YamlTree found) => found["metadata"]["name"].Text!;

    private static TimeSpan Seconds(YamlTree value) => TimeSpan.FromSeconds(double.Parse(value.Text ?? "0", CultureInfo.InvariantCulture));

    [GeneratedRegex("^ConnectionStrings__|Password|MasterKey|ApiKey|SigningKeys|Secret", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex SecretName();
}
