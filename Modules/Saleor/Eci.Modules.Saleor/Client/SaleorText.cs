using Eci.Commerce;

namespace Eci.Modules.Saleor.Client;

/// <summary>Texts that may be blank: Saleor writes an empty text where it has none.</summary>
internal static class SaleorText
{
    private const int LongestSku = 200;

    /// <summary>Null for nothing and for blanks.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The natural key of a name; the name itself when it has signs only, such as a flag; empty when it is blank.</summary>
    public static string KeyOf(string name) => NaturalKey.Of(name) is { Length: > 0 } key ? key : name.Trim().ToLowerInvariant();

    /// <summary>A SKU as the hub stores it; null for blanks and for one that is too long.</summary>
    public static string? SkuOrNull(string? sku) => sku is { Length: <= LongestSku } && !string.IsNullOrWhiteSpace(sku) ? sku : null;

    /// <summary>ISO 3166-1 alpha-2 in upper case; null for anything else.</summary>
    public static string? CountryOrNull(string? code) =>
        OrNull(code) is { Length: 2 } country && country.All(char.IsAsciiLetter) ? country.ToUpperInvariant() : null;
}
