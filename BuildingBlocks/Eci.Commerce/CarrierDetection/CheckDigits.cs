using System.Globalization;

namespace Eci.Commerce.CarrierDetection;

/// <summary>The carriers' check digits. Each takes a number whose last sign is the check digit, and tells whether it is right.</summary>
internal static class CheckDigits
{
    private const int Letters = 36;

    private static ReadOnlySpan<int> FedexWeights => [1, 3, 7];

    private static ReadOnlySpan<int> PostalWeights => [8, 6, 4, 2, 3, 5, 9, 7];

    /// <summary>GS1: weights 3 and 1 from the right, modulo 10.</summary>
    public static bool IsGs1(ReadOnlySpan<char> digits) => IsModulo10(digits, 3, 1);

    /// <summary>GLS: as GS1, with one added to the sum.</summary>
    public static bool IsGls(ReadOnlySpan<char> digits) => IsModulo10(digits, 3, 1, added: 1);

    /// <summary>Identcode of Deutsche Post: weights 4 and 9 from the right, modulo 10.</summary>
    public static bool IsIdentcode(ReadOnlySpan<char> digits) => IsModulo10(digits, 4, 9);

    /// <summary>UPS: weights 1 and 2 from the right, modulo 10; letters count from A = 2.</summary>
    public static bool IsUps(ReadOnlySpan<char> number) => IsModulo10(number, 1, 2);

    /// <summary>DHL Express: the rest of a division by 7.</summary>
    public static bool IsModulo7(ReadOnlySpan<char> digits) =>
        long.Parse(digits[..^1], NumberStyles.None, CultureInfo.InvariantCulture) % 7 == Value(digits[^1]);

    /// <summary>FedEx Express: weights 1, 3, 7 from the right, modulo 11; a rest of 10 is written 0.</summary>
    public static bool IsFedex(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length - 1; i++)
            sum += Value(digits[^(i + 2)]) * FedexWeights[i % FedexWeights.Length];
        return sum % 11 % 10 == Value(digits[^1]);
    }

    /// <summary>UPU S10: eight weighted digits modulo 11; 10 is written 0, and 11 is written 5.</summary>
    public static bool IsS10(ReadOnlySpan<char> nineDigits)
    {
        var sum = 0;
        for (var i = 0; i < PostalWeights.Length; i++)
            sum += Value(nineDigits[i]) * PostalWeights[i];
        var check = (11 - (sum % 11)) switch
        {
            10 => 0,
            11 => 5,
            var rest => rest,
        };
        return check == Value(nineDigits[^1]);
    }

    /// <summary>ISO 7064 MOD 37,36 over digits and letters.</summary>
    public static bool IsModulo3736(ReadOnlySpan<char> number)
    {
        var product = Letters;
        foreach (var sign in number[..^1])
        {
            var sum = (product + Base36(sign)) % Letters;
            product = (sum == 0 ? Letters : sum) * 2 % (Letters + 1);
        }

        return (product + Base36(number[^1])) % Letters == 1;
    }

    private static bool IsModulo10(ReadOnlySpan<char> number, int nearest, int next, int added = 0)
    {
        var sum = added + Value(number[^1]);
        for (var i = 0; i < number.Length - 1; i++)
            sum += Value(number[^(i + 2)]) * (i % 2 == 0 ? nearest : next);
        return sum % 10 == 0;
    }

    private static int Value(char sign) => char.IsAsciiDigit(sign) ? sign - '0' : sign - 'A' + 2;

    private static int Base36(char sign) => char.IsAsciiDigit(sign) ? sign - '0' : sign - 'A' + 10;
}
