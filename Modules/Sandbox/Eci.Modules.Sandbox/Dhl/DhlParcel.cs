using System.Globalization;

namespace Eci.Modules.Sandbox.Dhl;

/// <summary>A parcel on its way: what has happened follows from how long ago it started.</summary>
internal sealed class DhlParcel(string trackingNumber, string journey, TimeSpan step, DateTimeOffset startedAt)
{
    private const string Germany = "DE";

    private static readonly TimeSpan Frame = TimeSpan.FromHours(2);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private readonly IReadOnlyList<DhlStep> _steps = DhlJourneys.All[journey];

    public DhlParcelView View(DateTimeOffset now) => new(trackingNumber, journey, step.TotalSeconds, startedAt, Happened(now), _steps.Count);

    public DhlShipment Shipment(DateTimeOffset now, string language)
    {
        var happened = Happened(now);
        var events = _steps.Take(happened).Select((what, i) => Event(what, TimeOf(i), language)).Reverse().ToList();
        var last = _steps[happened - 1];
        var underWay = happened > 1 && happened < _steps.Count && !last.GoesBack;
        return new DhlShipment(
            trackingNumber,
            DhlShipment.ServiceName,
            new DhlPlace(new DhlAddress(Germany)),
            new DhlPlace(new DhlAddress(Germany)),
            events[0],
            underWay ? WithOffset(Planned) : null,
            underWay ? PlannedFrame() : null,
            last.GoesBack ? true : null,
            new DhlDetails(new DhlProduct("DHL Paket"), last is { Code: DhlJourneys.Delivered, GoesBack: false } ? Proof(TimeOf(happened - 1)) : null, 1),
            events);
    }

    /// <summary>When the recipient gets it.</summary>
    private DateTimeOffset Planned => TimeOf(_steps.Count - 1);

    private int Happened(DateTimeOffset now) => Math.Clamp((int)((now - startedAt) / step) + 1, 1, _steps.Count);

    private DateTimeOffset TimeOf(int index) => TimeZoneInfo.ConvertTime(startedAt + (step * index), Berlin);

    private DhlTimeFrame PlannedFrame()
    {
        var from = Planned.AddMinutes(-Planned.Minute).AddSeconds(-Planned.Second);
        var until = from + Frame;
        return new DhlTimeFrame(WithOffset(from), WithOffset(until.Date == from.Date ? until : from.AddMinutes(59)));
    }

    private static DhlEvent Event(DhlStep what, DateTimeOffset at, string language)
    {
        var text = language == "de" ? what.German : what.English;
        return new DhlEvent(
            at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            what.Town is { } town ? new DhlPlace(new DhlAddress(AddressLocality: town)) : null,
            what.Code,
            text,
            text);
    }

    private static DhlProof Proof(DateTimeOffset at) => new(WithOffset(at), new DhlPerson("Person", "Grace", "Hopper", "Grace Hopper"));

    private static string WithOffset(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
