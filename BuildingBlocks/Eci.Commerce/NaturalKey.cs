using System.Globalization;
using System.Text;

namespace Eci.Commerce;

/// <summary>
/// Compares names of several systems: Unicode compatibility form, lower case, letters and digits of every script kept, everything
/// else dropped, parts joined by a separator. "Größe" stays "größe", and ("1", "11") differs from ("11", "1").
/// </summary>
public static class NaturalKey
{
    private const char Separator = '|';

    /// <summary>The key of the parts; null and empty parts keep their place.</summary>
    public static string Of(params ReadOnlySpan<string?> parts)
    {
        var key = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                key.Append(Separator);
            foreach (var rune in (parts[i] ?? string.Empty).Normalize(NormalizationForm.FormKC).EnumerateRunes())
            {
                var category = Rune.GetUnicodeCategory(rune);
                if (Rune.IsLetterOrDigit(rune) || category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                    key.Append(Rune.ToLowerInvariant(rune));
            }
        }

        return key.ToString();
    }
}
