using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Eci.CrashTests.Harness;

/// <summary>How long the suites run.</summary>
internal static class CrashSettings
{
    public const string RoundsKey = "ECI_CRASH_ROUNDS";

    private const int DefaultRounds = 2;

    private static readonly IConfiguration Environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();

    /// <summary>Rounds of the random suites.</summary>
    public static int Rounds { get; } =
        int.TryParse(Environment[RoundsKey], CultureInfo.InvariantCulture, out var rounds) && rounds > 0 ? rounds : DefaultRounds;
}
