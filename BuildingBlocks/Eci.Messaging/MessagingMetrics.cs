using System.Diagnostics;
using System.Diagnostics.Metrics;
using Eci.Messaging.Storage;

namespace Eci.Messaging;

/// <summary>The meter and activity source named <c>Eci.Messaging</c>.</summary>
public sealed class MessagingMetrics : IDisposable
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string SourceName = "Eci.Messaging";

    internal static readonly ActivitySource Activities = new(SourceName);

    private readonly Meter _meter;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _handled;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _dead;
    private readonly Counter<long> _relayed;
    private readonly Counter<long> _repeated;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _wait;
    private QueueState _queue = new(0, null);

    public MessagingMetrics(IMeterFactory meters, TimeProvider time)
    {
        _meter = meters.Create(SourceName);
        _accepted = _meter.CreateCounter<long>("eci.messages.accepted", "{message}", "Messages taken from outside, by topic and result.");
        _handled = _meter.CreateCounter<long>("eci.deliveries.handled", "{delivery}", "Deliveries handled, by queue.");
        _retried = _meter.CreateCounter<long>("eci.deliveries.retried", "{delivery}", "Deliveries put back after a failure, by queue.");
        _dead = _meter.CreateCounter<long>("eci.deliveries.dead", "{delivery}", "Deliveries given up, by queue.");
        _relayed = _meter.CreateCounter<long>("eci.broker.confirmed", "{message}", "Messages that a broker has confirmed.");
        _repeated = _meter.CreateCounter<long>("eci.broker.repeated", "{message}", "Messages that a broker delivered again and that were known, by queue.");
        _duration = _meter.CreateHistogram<double>("eci.deliveries.duration", "s", "Time a handler took, commit included, by queue.");
        _wait = _meter.CreateHistogram<double>("eci.deliveries.wait", "s", "Time from publishing to the start of the first attempt, by queue.");
        _meter.CreateObservableGauge("eci.deliveries.unfinished", () => Volatile.Read(ref _queue).Unfinished, "{delivery}", "Deliveries not yet handled.");
        _meter.CreateObservableGauge(
            "eci.deliveries.oldest_age",
            () => Volatile.Read(ref _queue).OldestDueAt is { } due ? Math.Max(0, (time.GetUtcNow() - due).TotalSeconds) : 0,
            "s",
            "How long the oldest ready delivery has been waiting.");
    }

    public void Dispose() => _meter.Dispose();

    internal void Accepted(string topic, IntakeResult result) =>
        _accepted.Add(1, new("topic", topic), new("result", result is IntakeResult.Accepted ? "accepted" : "duplicate"));

    internal void Started(string endpoint, TimeSpan wait) => _wait.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("queue", endpoint));

    internal void Handled(string endpoint, TimeSpan duration)
    {
        var queue = new KeyValuePair<string, object?>("queue", endpoint);
        _handled.Add(1, queue);
        _duration.Record(duration.TotalSeconds, queue);
    }

    internal void Retried(string endpoint) => _retried.Add(1, new KeyValuePair<string, object?>("queue", endpoint));

    internal void Dead(string endpoint) => _dead.Add(1, new KeyValuePair<string, object?>("queue", endpoint));

    internal void Relayed(int messages) => _relayed.Add(messages);

    internal void Repeated(string endpoint) => _repeated.Add(1, new KeyValuePair<string, object?>("queue", endpoint));

    internal void Observe(QueueState state) => Volatile.Write(ref _queue, state);
}
