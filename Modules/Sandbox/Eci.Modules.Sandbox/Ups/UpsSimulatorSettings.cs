using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Eci.Modules.Sandbox.Ups;

/// <summary>How fast the simulated world turns.</summary>
/// <param name="Step">From one scan of a parcel to the next: <c>Eci:Sandbox:Ups:Step</c>.</param>
/// <param name="TokenLife">How long a token is accepted: <c>Eci:Sandbox:Ups:TokenLife</c>.</param>
internal sealed record UpsSimulatorSettings(TimeSpan Step, TimeSpan TokenLife)
{
    private const string StepSetting = "Eci:Sandbox:Ups:Step";
    private const string TokenLifeSetting = "Eci:Sandbox:Ups:TokenLife";

    public static UpsSimulatorSettings From(IConfiguration configuration) => new(
        Read(configuration, StepSetting, TimeSpan.FromSeconds(6)),
        Read(configuration, TokenLifeSetting, TimeSpan.FromSeconds(14399)));

    private static TimeSpan Read(IConfiguration configuration, string setting, TimeSpan otherwise)
    {
        var text = configuration[setting];
        if (string.IsNullOrWhiteSpace(text))
            return otherwise;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= TimeSpan.FromSeconds(1)
            ? value
            : throw new InvalidConfigurationException($"{setting} is '{text}'; it must be a duration of at least a second, such as 00:00:06.");
    }
}
