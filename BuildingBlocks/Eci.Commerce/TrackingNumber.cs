namespace Eci.Commerce;

/// <summary>Carrier numbers as the hub stores them: upper case, without blanks.</summary>
public static class TrackingNumber
{
    /// <summary>Longest number stored.</summary>
    public const int MaxLength = 50;

    /// <summary>Normalises a number. False when nothing is left or it holds anything but letters A–Z and digits.</summary>
    public static bool TryNormalize(string? text, out string number)
    {
        number = text is null
            ? string.Empty
            : string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(char.ToUpperInvariant));
        return number.Length is > 0 and <= MaxLength && number.All(char.IsAsciiLetterOrDigit);
    }
}
