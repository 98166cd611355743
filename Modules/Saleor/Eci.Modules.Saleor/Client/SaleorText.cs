namespace Eci.Modules.Saleor.Client;

/// <summary>Texts that may be blank: Saleor writes an empty text where it has none.</summary>
internal static class SaleorText
{
    /// <summary>Null for nothing and for blanks.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>ISO 3166-1 alpha-2 in upper case; null for anything else.</summary>
    public static string? CountryOrNull(string? code) =>
        OrNull(code) is { Length: 2 } country && country.All(char.IsAsciiLetter) ? country.ToUpperInvariant() : null;
}
