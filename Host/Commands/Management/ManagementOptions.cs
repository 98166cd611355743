using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Eci.Host.Commands.Management;

/// <summary>Options that several commands of management share.</summary>
internal static class ManagementOptions
{
    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON." };

    public static Option<string> Tenant { get; } = new("--tenant") { Description = "Tenant id or name.", Required = true };

    public static Option<DateTimeOffset?> PaidUntil { get; } = new("--paid-until")
    {
        Description = "Moment or day, ISO 8601; UTC unless it says otherwise.",
        CustomParser = ParseTime,
    };

    public static Option<string[]> Set { get; } = new("--set") { Description = "A setting as name=value; lists with commas, an empty value for the default. May be repeated." };

    private static DateTimeOffset? ParseTime(ArgumentResult given)
    {
        if (DateTimeOffset.TryParse(given.Tokens.Single().Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        given.AddError("--paid-until must be a moment or day such as 2027-12-31.");
        return null;
    }
}
