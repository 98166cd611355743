using System.Text;

namespace Eci.Core;

/// <summary>Makes texts of any origin fit to be stored: exceptions repeat what third parties sent.</summary>
public static class StoredText
{
    private const char Cut = '…';

    /// <summary>The text on one line, at most so long, without anything a database refuses.</summary>
    public static string Of(string text, int maxLength)
    {
        var stored = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (stored.Length + rune.Utf16SequenceLength > maxLength)
            {
                while (stored.Length >= maxLength || char.IsHighSurrogate(stored[^1]))
                    stored.Length--;
                return stored.Append(Cut).ToString();
            }

            stored.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return stored.ToString();
    }
}
