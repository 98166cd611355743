using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Eci.Modules.Dhl.TrackShipment.Reading;

/// <summary>Makes DHL's texts fit to keep and to show.</summary>
internal static partial class DhlText
{
    private const int LongestReason = 300;
    private const int LongestCode = 100;
    private const int HashLength = 8;

    /// <summary>One line without control characters, cut to a length; null when nothing is left, or only what a missing value turned into.</summary>
    public static string? Clean(string? text, int longest)
    {
        if (text is null)
            return null;
        var line = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
                AddBlank(line);
            else
                line.Append(c);
            if (line.Length > longest)
                break;
        }

        var clean = Cut(line.ToString().TrimEnd(), longest);
        return clean is "" or "undefined" or "null" ? null : clean;
    }

    /// <summary>
    /// What tells a scan from another of the same time: DHL's status code and, when there is one, its status text. Always the same for the
    /// same two, and never longer than 100 characters: a hash stands for the end of longer ones.
    /// </summary>
    public static string Code(string? statusCode, string? status)
    {
        var code = string.Join(':', new[] { Clean(statusCode, int.MaxValue), Clean(status, int.MaxValue) }.OfType<string>());
        return code.Length <= LongestCode
            ? code
            : $"{Cut(code, LongestCode - HashLength - 1)}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)))[..HashLength]}";
    }

    /// <summary>Title and detail of a problem for exception texts: without numbers of parcels, keys and addresses.</summary>
    public static string Reason(string? title, string? detail)
    {
        var parts = new[] { Clean(title, LongestReason), Clean(detail, LongestReason) }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
        return Cut(Telling().Replace(string.Join(". ", parts), "(…)"), LongestReason);
    }

    private static void AddBlank(StringBuilder line)
    {
        if (line.Length > 0 && line[^1] != ' ')
            line.Append(' ');
    }

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    [GeneratedRegex("""\S*@\S*|\b(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{8,}""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Telling();
}
