using System.Globalization;
using Eci.Commerce;

namespace Eci.Modules.ProductFeed.Content;

/// <summary>GTINs that platforms take: those that one company only has.</summary>
internal static class FeedGtin
{
    private const int LongestLength = 14;
    private const int ShortLength = 8;

    /// <summary>Numbers that shops give by themselves and those of coupons: platforms refuse a product that has one.</summary>
    private static readonly (int First, int Last)[] Restricted = [(20, 29), (40, 59), (200, 299), (980, 999)];

    /// <summary>The number; null when it is none, or one of those that are not unique in the world.</summary>
    public static string? OrNull(string? text) => Gtin.OrNull(text) is { } gtin && !IsRestricted(gtin) ? gtin : null;

    private static bool IsRestricted(string gtin)
    {
        if (gtin.Length == ShortLength)
            return gtin[0] is '0' or '2';
        var prefix = int.Parse(gtin.PadLeft(LongestLength, '0').AsSpan(1, 3), CultureInfo.InvariantCulture);
        return Array.Exists(Restricted, range => prefix >= range.First && prefix <= range.Last);
    }
}
