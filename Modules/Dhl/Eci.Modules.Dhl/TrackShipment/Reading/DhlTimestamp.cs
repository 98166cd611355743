using System.Globalization;
using System.Text.RegularExpressions;

namespace Eci.Modules.Dhl.TrackShipment.Reading;

/// <summary>A time as DHL writes it: without offset, with <c>Z</c>, with an offset, each with or without parts of a second; or only a day.</summary>
/// <param name="Local">What the clock on the wall shows, to the millisecond; begin of the day when only a day is given.</param>
/// <param name="Offset">From UTC; null when not given.</param>
/// <param name="HasTime">More than a day is given.</param>
internal readonly partial record struct DhlTimestamp(DateTime Local, TimeSpan? Offset, bool HasTime)
{
    private const int EarliestYear = 2000;
    private const int LatestYear = 2200;
    private const int LongestText = 50;
    private const int MostHoursOfOffset = 14;

    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];

    public static bool TryParse(string? text, out DhlTimestamp timestamp)
    {
        timestamp = default;
        if (text is not { Length: > 0 and <= LongestText } || Form().Match(text) is not { Success: true } match)
            return false;
        var clock = match.Groups["clock"].Value.Replace(' ', 'T').Replace('t', 'T');
        if (!DateTime.TryParseExact(clock, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || local.Year is < EarliestYear or > LatestYear
            || !TryOffset(match.Groups["offset"].Value, out var offset))
        {
            return false;
        }

        var milliseconds = match.Groups["fraction"].Value.PadRight(3, '0')[..3];
        timestamp = new DhlTimestamp(
            local.AddMilliseconds(int.Parse(milliseconds, CultureInfo.InvariantCulture)), offset, HasTime: clock.Length > Formats[0].Length);
        return true;
    }

    private static bool TryOffset(string text, out TimeSpan? offset)
    {
        offset = null;
        if (text.Length == 0)
            return true;
        if (text is "Z" or "z")
        {
            offset = TimeSpan.Zero;
            return true;
        }

        var digits = text[1..].Replace(":", string.Empty, StringComparison.Ordinal).PadRight(4, '0');
        var hours = int.Parse(digits[..2], CultureInfo.InvariantCulture);
        var minutes = int.Parse(digits[2..], CultureInfo.InvariantCulture);
        var size = new TimeSpan(hours, minutes, 0);
        if (minutes > 59 || size > TimeSpan.FromHours(MostHoursOfOffset))
            return false;
        offset = text[0] == '-' ? -size : size;
        return true;
    }

    [GeneratedRegex(
        """^(?<clock>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?)(?:(?<=:[0-9]{2}:[0-9]{2})[.,](?<fraction>[0-9]{1,9}))?(?<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?\z""",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
