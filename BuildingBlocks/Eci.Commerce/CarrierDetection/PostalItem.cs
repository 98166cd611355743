namespace Eci.Commerce.CarrierDetection;

/// <summary>International postal items, UPU standard S10: two letters of the service, nine digits, the country that sends.</summary>
internal static class PostalItem
{
    public static bool IsFrom(string country, string number) =>
        number.Length == 13
        && number.EndsWith(country, StringComparison.Ordinal)
        && Signs.AreLetters(number.AsSpan(0, 2))
        && Signs.AreDigits(number.AsSpan(2, 9))
        && CheckDigits.IsS10(number.AsSpan(2, 9));
}
