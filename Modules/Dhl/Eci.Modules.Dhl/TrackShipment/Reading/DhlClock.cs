using System.Collections.Frozen;

namespace Eci.Modules.Dhl.TrackShipment.Reading;

/// <summary>Makes moments of DHL's times, which often lack the offset.</summary>
internal sealed class DhlClock(TimeProvider time)
{
    private static readonly TimeSpan FarthestAhead = TimeSpan.FromDays(1);
    private static readonly FrozenSet<string> German = FrozenSet.ToFrozenSet(["parcel-de", "post-de"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The clock that an event without offset is read by: Berlin's for the German divisions, else that of the country where it happened, else
    /// Berlin's.
    /// </summary>
    public static TimeZoneInfo ZoneOf(string? service, string? countryCode) =>
        service is not null && German.Contains(service) ? CountryZones.Berlin : CountryZones.Of(countryCode);

    /// <summary>
    /// The moment that is meant; false when it lies more than a day ahead. Of the two equal hours of autumn it is the first one, unless the
    /// event before it was later: what a moment means never depends on when DHL is asked. An hour skipped in spring is read as if the clock
    /// had not been changed yet.
    /// </summary>
    /// <param name="timestamp">As DHL gave it.</param>
    /// <param name="zone">Used when it has no offset.</param>
    /// <param name="previous">The event before it, if there is one.</param>
    /// <param name="moment">The moment, with the offset of the clock at its place.</param>
    public bool TryRead(DhlTimestamp timestamp, TimeZoneInfo zone, DateTimeOffset? previous, out DateTimeOffset moment)
    {
        moment = new DateTimeOffset(timestamp.Local, timestamp.Offset ?? OffsetOf(timestamp.Local, zone, previous));
        return moment <= time.GetUtcNow() + FarthestAhead;
    }

    private static TimeSpan OffsetOf(DateTime local, TimeZoneInfo zone, DateTimeOffset? previous)
    {
        if (zone.IsInvalidTime(local))
            return zone.BaseUtcOffset;
        if (!zone.IsAmbiguousTime(local))
            return zone.GetUtcOffset(local);
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        return previous is { } before && new DateTimeOffset(local, offsets.Max()) < before ? offsets.Min() : offsets.Max();
    }
}
