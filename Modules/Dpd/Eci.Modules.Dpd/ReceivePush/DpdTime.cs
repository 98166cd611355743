using System.Globalization;

namespace Eci.Modules.Dpd.ReceivePush;

/// <summary>Reads DPD's times: digits <c>ddMMyyyyHHmmss</c> of a clock on the wall in Germany, without offset.</summary>
internal sealed class DpdTime
{
    private const string Format = "ddMMyyyyHHmmss";
    private const int EarliestYear = 2000;

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>
    /// The moment that is meant, with Berlin's offset; false when the text is no such date. In the two equal hours of autumn it is the
    /// later one unless that still lies in the future. An hour skipped in spring is read as if the clock had not been changed yet.
    /// </summary>
    public bool TryRead(string? text, DateTimeOffset receivedAt, out DateTimeOffset time)
    {
        time = default;
        if (!DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year < EarliestYear)
            return false;
        time = _berlin.IsAmbiguousTime(local) ? Ambiguous(local, receivedAt) : new DateTimeOffset(local, Offset(local));
        return true;
    }

    private TimeSpan Offset(DateTime local) => _berlin.IsInvalidTime(local) ? _berlin.BaseUtcOffset : _berlin.GetUtcOffset(local);

    private DateTimeOffset Ambiguous(DateTime local, DateTimeOffset receivedAt)
    {
        var offsets = _berlin.GetAmbiguousTimeOffsets(local);
        var later = new DateTimeOffset(local, offsets.Min());
        return later <= receivedAt + ClockTolerance ? later : new DateTimeOffset(local, offsets.Max());
    }
}
