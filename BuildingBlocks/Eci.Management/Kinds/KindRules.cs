using System.Text.RegularExpressions;

namespace Eci.Management.Kinds;

/// <summary>What texts of settings and credentials may look like. All are false for null.</summary>
public static partial class KindRules
{
    /// <summary>Longest name.</summary>
    public const int LongestName = 100;

    /// <summary>Longest key.</summary>
    public const int LongestKey = 500;

    /// <summary>A name for people.</summary>
    public static bool IsName(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestName && !text.Any(char.IsControl);

    /// <summary>A key as third parties give them out: ASCII without blanks, since it travels in a header.</summary>
    public static bool IsKey(string? text) => text is { Length: > 0 and <= LongestKey } && text.All(c => c is > ' ' and < (char)127);

    /// <summary>The address of a mailbox, in ASCII.</summary>
    public static bool IsMailAddress(string? text) => text is not null && MailAddress().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,180}\.[A-Za-z]{2,}\z", RegexOptions.NonBacktracking)]
    private static partial Regex MailAddress();
}
