using System.Text.Json;
using Eci.Carriers;
using Eci.Vocabulary;

namespace Eci.Modules.Dhl.TrackShipment.Reading;

/// <summary>
/// All scans of one shipment. Its summary, the member <c>status</c>, repeats the newest scan in DHL's own judgement and counts only when
/// there are no scans, or when it is newer than all of them.
/// </summary>
internal sealed class DhlHistory
{
    private const int LongestRawTime = 100;
    private const int LongestMessage = 500;

    private static readonly TimeSpan RepeatedHour = TimeSpan.FromHours(1);

    private readonly DhlClock _clock;
    private readonly bool _refineByText;
    private readonly string? _service;
    private readonly List<CarrierScan> _scans = [];
    private readonly List<UnreadableScan> _unreadable = [];

    public DhlHistory(DhlClock clock, JsonElement shipment, bool refineByText)
    {
        _clock = clock;
        _refineByText = refineByText;
        _service = shipment.Text("service");
        var events = OldestFirst([.. shipment.Items("events")]);
        foreach (var scan in events)
            Add(scan);
        if (shipment.Find("status") is { ValueKind: JsonValueKind.Object } summary && Counts(summary, events.Count))
            Add(summary);
        Scans = [.. _scans.OrderBy(scan => scan.Time).DistinctBy(scan => (scan.Time, scan.State, scan.RawCode))];
    }

    /// <summary>Oldest first, each once. Of the same moment in DHL's order.</summary>
    public IReadOnlyList<CarrierScan> Scans { get; }

    public IReadOnlyList<UnreadableScan> Unreadable => _unreadable;

    /// <summary>Time of the newest scan, understood or not.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>
    /// DHL lists the newest first, but does not promise to. Times within the hour that autumn repeats do not tell the order, so the last one
    /// must be at least that much later to mean that DHL did otherwise.
    /// </summary>
    private List<JsonElement> OldestFirst(List<JsonElement> events)
    {
        var times = events.Select(scan => TimeOf(scan, previous: null)).OfType<DateTimeOffset>().ToList();
        if (times.Count < 2 || times[^1] - times[0] < RepeatedHour)
            events.Reverse();
        return events;
    }

    private bool Counts(JsonElement summary, int events)
    {
        if (events == 0)
            return true;
        return TimeOf(summary, Newest) is { } time && (Newest is not { } newest || time >= newest.AddSeconds(1));
    }

    private void Add(JsonElement scan)
    {
        var code = DhlText.Clean(scan.Text("statusCode"), LongestRawTime);
        var status = scan.Text("status");
        var time = TimeOf(scan, Newest);
        if (time > Newest || Newest is null)
            Newest = time;
        if (code is null || !DhlStatusMap.States.TryGetValue(code, out var known))
            AddUnreadable(scan, UnmappedReason.UnknownStatus);
        else if (known is not { } state)
            return;
        else if (time is not { } moment)
            AddUnreadable(scan, UnmappedReason.UnreadableTime);
        else
            _scans.Add(Scan(scan, moment, MeaningOf(scan, code, state), DhlText.Code(code.ToLowerInvariant(), status)));
    }

    private static CarrierScan Scan(JsonElement scan, DateTimeOffset time, DhlMeaning meaning, string rawCode) => new(
        time,
        meaning.State,
        rawCode,
        DhlPlace.TextOf(scan),
        DhlText.Clean(scan.Text("description"), LongestMessage) ?? Sentence(scan.Text("status")),
        meaning.IsReturn);

    private DhlMeaning MeaningOf(JsonElement scan, string code, PackageState state) => _refineByText
        ? DhlStatusMap.Refine(code, state, new ScanWords(scan.Text("status"), scan.Text("statusDetailed"), scan.Text("description")))
        : new DhlMeaning(state);

    /// <summary>Some divisions write codes for machines as status, others words for people.</summary>
    private static string? Sentence(string? status) => DhlText.Clean(status, LongestMessage) is { } text && text.Contains(' ', StringComparison.Ordinal) ? text : null;

    private void AddUnreadable(JsonElement scan, UnmappedReason reason) => _unreadable.Add(new UnreadableScan(
        DhlText.Code(scan.Text("statusCode"), scan.Text("status")), DhlText.Clean(scan.Text("timestamp"), LongestRawTime), reason));

    private DateTimeOffset? TimeOf(JsonElement scan, DateTimeOffset? previous) =>
        DhlTimestamp.TryParse(scan.Text("timestamp"), out var timestamp)
            && _clock.TryRead(timestamp, DhlClock.ZoneOf(_service, DhlPlace.CountryOf(scan)), previous, out var time)
            ? time
            : null;
}
