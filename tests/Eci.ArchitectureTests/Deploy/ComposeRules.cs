using System.Text.RegularExpressions;

namespace Eci.ArchitectureTests.Deploy;

/// <summary>Rules about docker-compose.yml.</summary>
internal static partial class ComposeRules
{
    private const int TimeoutMilliseconds = 5000;

    private const string Everything = "all";

    /// <summary>The same file starts the same programs next year.</summary>
    public static IEnumerable<string> ImagesArePinned(ComposeFile file) =>
        from service in file.Services
        where !service.IsEci && !Pinned().IsMatch(service.Image)
        select $"{service.Name} uses {service.Image}";

    /// <summary>One profile starts all; in every other one a service finds what it cannot do without.</summary>
    public static IEnumerable<string> ProfilesAreComplete(ComposeFile file) =>
        file.Services.Where(service => !service.Profiles.Contains(Everything)).Select(service => $"{service.Name} is not in {Everything}")
            .Concat(
                from service in file.Services
                from needed in service.DependsOn
                where needed.Value["required"].Text != "false"
                from profile in service.Profiles.Except(file[needed.Key].Profiles)
                select $"{service.Name} is in {profile} without {needed.Key}");

    /// <summary>Nobody waits for the health of a service that does not tell it.</summary>
    public static IEnumerable<string> ServicesTellTheirHealth(ComposeFile file) =>
        from service in file.Services
        where !service.IsEci && !service.Yaml["healthcheck"]["test"].Exists
        select $"{service.Name} has no health check";

    /// <summary>Development passwords are not offered to the network.</summary>
    public static IEnumerable<string> PortsStayOnTheMachine(ComposeFile file) =>
        from service in file.Services
        from port in service.Yaml["ports"].Texts
        where !port.StartsWith("127.0.0.1:", StringComparison.Ordinal)
        select $"{service.Name} offers {port}";

    /// <summary>Secrets can be given from outside; a default is there for development.</summary>
    public static IEnumerable<string> SecretsAreVariables(ComposeFile file) =>
        from service in file.Services
        from setting in service.Environment
        where SecretName().IsMatch(setting.Key) || setting.Value.Contains("Password=", StringComparison.Ordinal)
        where !setting.Value.Contains("${", StringComparison.Ordinal)
        select $"{service.Name} writes out {setting.Key}";

    /// <summary>What a worker runs may end before it is killed.</summary>
    public static IEnumerable<string> StopsTakeTheirTime(ComposeFile file) =>
        from service in file.Services
        where service.IsEci && service.StopGrace <= KubernetesRules.Shutdown(service.Environment["Eci__ShutdownTimeout"])
        select $"{service.Name} is killed before it has stopped";

    [GeneratedRegex(@"^[^:]+:v?\d+\.\d+[\w.-]*$", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Pinned();

    [GeneratedRegex("PASS|SECRET|TOKEN|MasterKey|ApiKey|Password", RegexOptions.IgnoreCase, TimeoutMilliseconds)]
    private static partial Regex SecretName();
}
