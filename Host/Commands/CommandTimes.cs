using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Eci.Host.Commands;

/// <summary>Points in time on the command line.</summary>
internal static class CommandTimes
{
    /// <summary>An option that takes a date or a time in the form of ISO 8601; UTC where it names no offset.</summary>
    public static Option<DateTimeOffset?> Option(string name, string description) => new(name) { Description = description, CustomParser = Parse };

    /// <summary>UTC; "-" for none.</summary>
    public static string Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    private static DateTimeOffset? Parse(ArgumentResult given)
    {
        if (DateTimeOffset.TryParse(given.Tokens.Single().Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time.ToUniversalTime();
        given.AddError($"'{given.Tokens.Single().Value}' is no time; 2027-01-31T12:00Z is one.");
        return null;
    }
}
