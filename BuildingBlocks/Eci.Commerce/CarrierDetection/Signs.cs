namespace Eci.Commerce.CarrierDetection;

/// <summary>Which signs a part of a number is made of.</summary>
internal static class Signs
{
    public static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    public static bool AreLetters(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('A', 'Z');
}
