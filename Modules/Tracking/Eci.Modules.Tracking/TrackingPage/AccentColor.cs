using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>A colour of sRGB and what can be read beside it, by the contrast ratios of WCAG 2.</summary>
internal sealed record AccentColor(byte Red, byte Green, byte Blue)
{
    /// <summary>What text needs to be readable.</summary>
    public const double TextContrast = 4.5;

    private const int Steps = 50;

    public static AccentColor Black { get; } = new(0, 0, 0);

    public static AccentColor White { get; } = new(255, 255, 255);

    /// <summary>Black or white: whichever is easier to read on it. One of them always reaches <see cref="TextContrast"/>.</summary>
    public AccentColor TextOn => Contrast(White) >= Contrast(Black) ? White : Black;

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AccentColor? color)
    {
        color = null;
        if (text is not ['#', .. { Length: 6 } digits] || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        color = new AccentColor((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>From 1 for the same colour to 21 for black and white.</summary>
    public double Contrast(AccentColor other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>This colour where text in it can be read on the background, else as much darker or lighter as that needs.</summary>
    public AccentColor ReadableOn(AccentColor background)
    {
        var towards = background.TextOn;
        for (var step = 0; step < Steps; step++)
        {
            var mixed = Mix(towards, (double)step / Steps);
            if (mixed.Contrast(background) >= TextContrast)
                return mixed;
        }

        return towards;
    }

    /// <summary>As <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private AccentColor Mix(AccentColor other, double share) =>
        new(Between(Red, other.Red, share), Between(Green, other.Green, share), Between(Blue, other.Blue, share));

    private static byte Between(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));
}
