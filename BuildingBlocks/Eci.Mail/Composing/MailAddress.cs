using System.Globalization;

namespace Eci.Mail.Composing;

/// <summary>An address that cannot end a header or a protocol line early: <c>local@domain</c> without quoting, comments or blanks.</summary>
internal readonly record struct MailAddress
{
    private const int LongestLocalPart = 64;
    private const int LongestDomain = 253;
    private const string Specials = "()<>[]:;@\\,\"";
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private MailAddress(string localPart, string domain)
    {
        LocalPart = localPart;
        Domain = domain;
    }

    public string LocalPart { get; }

    /// <summary>In its ASCII form.</summary>
    public string Domain { get; }

    /// <summary>True when every character is ASCII.</summary>
    public bool IsAscii => LocalPart.All(char.IsAscii);

    public static bool TryParse(string? text, out MailAddress address)
    {
        address = default;
        var at = text?.LastIndexOf('@') ?? -1;
        if (text is null || at < 1 || at > LongestLocalPart || !IsDotAtom(text.AsSpan(0, at)) || !TryAscii(text[(at + 1)..], out var domain))
            return false;

        address = new MailAddress(text[..at], domain);
        return true;
    }

    public override string ToString() => $"{LocalPart}@{Domain}";

    private static bool IsDotAtom(ReadOnlySpan<char> text)
    {
        if (text[0] == '.' || text[^1] == '.' || text.Contains("..", StringComparison.Ordinal))
            return false;

        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c) || Specials.Contains(c, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static bool TryAscii(string text, out string domain)
    {
        domain = string.Empty;
        if (text.Length is 0 or > LongestDomain)
            return false;

        try
        {
            domain = Idn.GetAscii(text).ToLowerInvariant();
            return domain.Length <= LongestDomain && domain[^1] != '.';
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
