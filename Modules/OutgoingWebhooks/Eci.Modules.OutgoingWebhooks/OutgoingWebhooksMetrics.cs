using System.Diagnostics.Metrics;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Vocabulary;

namespace Eci.Modules.OutgoingWebhooks;

/// <summary>The meter <c>Eci.OutgoingWebhooks</c>.</summary>
internal sealed class OutgoingWebhooksMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _postponed;
    private readonly Counter<long> _disabled;
    private readonly Histogram<double> _duration;

    public OutgoingWebhooksMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("Eci.OutgoingWebhooks");
        _attempts = _meter.CreateCounter<long>("eci.outgoing_webhooks.attempts", "{attempt}", "Attempts to deliver, by outcome.");
        _postponed = _meter.CreateCounter<long>("eci.outgoing_webhooks.postponed", "{delivery}", "Deliveries put off because their endpoint was busy or asked to wait.");
        _disabled = _meter.CreateCounter<long>("eci.outgoing_webhooks.disabled", "{endpoint}", "Endpoints that the hub switched off, by reason.");
        _duration = _meter.CreateHistogram<double>("eci.outgoing_webhooks.duration", "s", "Time an attempt took, by outcome.");
    }

    public void Attempt(WebhookOutcome outcome, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("outcome", WireName.Of(outcome));
        _attempts.Add(1, tag);
        _duration.Record(duration.TotalSeconds, tag);
    }

    public void Postponed() => _postponed.Add(1);

    public void Disabled(WebhookDisabledReason reason) => _disabled.Add(1, new KeyValuePair<string, object?>("reason", WireName.Of(reason)));

    public void Dispose() => _meter.Dispose();
}
