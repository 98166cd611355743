using System.Diagnostics.Metrics;
using Eci.Vocabulary;

namespace Eci.Modules.Tracking;

/// <summary>The meter <c>Eci.Tracking</c>.</summary>
internal sealed class TrackingMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _events;
    private readonly Counter<long> _unmapped;
    private readonly Counter<long> _mails;
    private readonly Counter<long> _attention;
    private readonly Histogram<double> _scanToMail;

    public TrackingMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("Eci.Tracking");
        _events = _meter.CreateCounter<long>("eci.package.events", "{event}", "Carrier reports, by carrier and outcome.");
        _unmapped = _meter.CreateCounter<long>("eci.package.events.unmapped", "{event}", "Carrier reports that cannot be acted on, by carrier and reason.");
        _mails = _meter.CreateCounter<long>("eci.package.mails", "{mail}", "Notification decisions, by state and outcome.");
        _attention = _meter.CreateCounter<long>("eci.package.attention", "{package}", "Packages that came to need attention, by reason.");
        _scanToMail = _meter.CreateHistogram<double>("eci.package.scan_to_mail", "s", "Time from the carrier's scan to the mail.");
    }

    public void Event(Carrier carrier, string outcome) =>
        _events.Add(1, new("carrier", WireName.Of(carrier)), new("outcome", outcome));

    public void Unmapped(Carrier carrier, UnmappedReason reason) =>
        _unmapped.Add(1, new("carrier", WireName.Of(carrier)), new("reason", WireName.Of(reason)));

    public void Mail(PackageState state, string outcome) =>
        _mails.Add(1, new("state", WireName.Of(state)), new("outcome", outcome));

    public void Attention(AttentionReason reason) => _attention.Add(1, new KeyValuePair<string, object?>("reason", WireName.Of(reason)));

    public void ScanToMail(TimeSpan elapsed) => _scanToMail.Record(Math.Max(0, elapsed.TotalSeconds));

    public void Dispose() => _meter.Dispose();
}
