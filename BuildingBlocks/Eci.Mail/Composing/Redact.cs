using System.Text.RegularExpressions;

namespace Eci.Mail.Composing;

/// <summary>Makes a provider's answer fit for exception texts and logs.</summary>
internal static partial class Redact
{
    private const int Longest = 300;

    /// <summary>One line, without anything that looks like an address, cut to a readable length.</summary>
    public static string Answer(string? text) =>
        HeaderText.Clean(text) is { } line ? HeaderText.Shorten(Addresses().Replace(line, "(address)"), Longest) : string.Empty;

    [GeneratedRegex("""[^\s<>"'(),;:]+@[^\s<>"'(),;:]+""", RegexOptions.NonBacktracking)]
    private static partial Regex Addresses();
}
