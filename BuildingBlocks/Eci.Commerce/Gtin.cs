using Eci.Commerce.CarrierDetection;

namespace Eci.Commerce;

/// <summary>Global trade item numbers (EAN, UPC).</summary>
public static class Gtin
{
    /// <summary>The number without blanks and hyphens, of 8, 12, 13 or 14 digits; null when it is none or its check digit is wrong.</summary>
    public static string? OrNull(string? text)
    {
        var digits = (text ?? string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal).Replace("-", string.Empty, StringComparison.Ordinal);
        return digits.Length is 8 or 12 or 13 or 14 && digits.All(char.IsAsciiDigit) && digits.Any(c => c != '0') && CheckDigits.IsGs1(digits)
            ? digits
            : null;
    }
}
