using System.Globalization;
using System.Text.RegularExpressions;

namespace Eci.ArchitectureTests.Deploy;

/// <summary>One service of docker-compose.yml.</summary>
internal sealed record ComposeService(string Name, YamlTree Yaml)
{
    public string Image => Yaml["image"].Text!;

    public bool IsEci => Yaml["build"].Exists;

    public IReadOnlyList<string> Profiles => [.. Yaml["profiles"].Texts];

    public IReadOnlyDictionary<string, string> Environment =>
        Yaml["environment"].Members.ToDictionary(pair => pair.Key, pair => pair.Value.Text ?? string.Empty, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, YamlTree> DependsOn => Yaml["depends_on"].Members;

    public bool RunsOnce => Yaml["restart"].Text == "on-failure";

    /// <summary>How long it may take to stop.</summary>
    public TimeSpan StopGrace
    {
        get
        {
            var text = Yaml["stop_grace_period"].Text ?? "10s";
            var number = double.Parse(text[..^1], CultureInfo.InvariantCulture);
            return text[^1] == 'm' ? TimeSpan.FromMinutes(number) : TimeSpan.FromSeconds(number);
        }
    }
}

/// <summary>docker-compose.yml.</summary>
internal sealed partial record ComposeFile(IReadOnlyList<ComposeService> Services)
{
    private const int TimeoutMilliseconds = 5000;

    public ComposeService this[string name] => Services.Single(service => service.Name == name);

    public static ComposeFile Parse(string yaml) => new(
        YamlTree.Parse(yaml).Single()["services"].Members.Select(pair => new ComposeService(pair.Key, pair.Value)).ToList());

    /// <summary>A value as it is when no variable is set.</summary>
    public static string Defaulted(string value) => Variable().Replace(value, match => match.Groups["default"].Value);

    [GeneratedRegex("""\$\{\w+:?-(?<default>[^}]*)\}""", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Variable();
}
