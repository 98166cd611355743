using Eci.ArchitectureTests.Model;
using Eci.Testing.Servers;

namespace Eci.ArchitectureTests.Deploy;

/// <summary>The manifests of deploy/kubernetes/base.</summary>
internal sealed record KubernetesFiles(YamlTree Kustomization, IReadOnlyList<YamlTree> Objects)
{
    public const string Folder = "deploy/kubernetes";

    public IEnumerable<YamlTree> Deployments => Objects.Where(found => found["kind"].Text == "Deployment");

    /// <summary>What the generated config map holds.</summary>
    public IReadOnlyDictionary<string, string> Settings => SettingsOf(Kustomization);

    public static KubernetesFiles Read(Func<string, string>? change = null)
    {
        var kustomization = YamlTree.Parse(Changed("base/kustomization.yaml")).Single();
        return new(kustomization, [.. kustomization["resources"].Texts.SelectMany(name => YamlTree.Parse(Changed($"base/{name}")))]);

        string Changed(string path) => (change ?? (text => text))(Repository.ReadText($"{Folder}/{path}"));
    }

    public static IReadOnlyDictionary<string, string> SettingsOf(YamlTree kustomization) => kustomization["configMapGenerator"].Items
        .SelectMany(map => map["literals"].Texts)
        .Select(literal => literal.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>Names of the YAML files of a folder, without the kustomization itself.</summary>
    public static IEnumerable<string> In(string folder) => Directory
        .EnumerateFiles(Path.Combine(RepositoryRoot.Path, Folder, folder), "*.yaml")
        .Select(path => Path.GetFileName(path))
        .Where(name => name != "kustomization.yaml");

    public static YamlTree PodOf(YamlTree deployment) => deployment["spec"]["template"]["spec"];

    public static IEnumerable<YamlTree> ContainersOf(YamlTree deployment) =>
        PodOf(deployment)["initContainers"].Items.Concat(PodOf(deployment)["containers"].Items);

    public static IReadOnlyDictionary<string, string> EnvironmentOf(YamlTree container) =>
        container["env"].Items.ToDictionary(item => item["name"].Text!, item => item["value"].Text ?? string.Empty, StringComparer.Ordinal);
}
