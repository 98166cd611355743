using System.Collections.Concurrent;
using System.Diagnostics;

namespace Eci.IntegrationTests.Telemetry;

/// <summary>The finished spans of one trace, recorded as a collector would that samples everything.</summary>
internal sealed class Spans : IDisposable
{
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Eci.Messaging", "Eci.Mail", "MassTransit"];

    private readonly ConcurrentQueue<Activity> _finished = new();
    private readonly ActivityListener _listener;

    public Spans(ActivityTraceId trace)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => Sources.Contains(source.Name, StringComparer.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace)
                    _finished.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<Activity> All => _finished;

    public bool Has(string name) => _finished.Any(span => span.DisplayName == name);

    public Activity Of(string name) => _finished.Single(span => span.DisplayName == name);

    /// <summary>The names of our own spans above one, nearest first; spans of libraries in between are left out.</summary>
    public IEnumerable<string> Above(Activity span)
    {
        for (var above = ParentOf(span); above is not null; above = ParentOf(above))
        {
            if (above.Source.Name != "MassTransit")
                yield return above.DisplayName;
        }
    }

    public void Dispose() => _listener.Dispose();

    private Activity? ParentOf(Activity span) => _finished.SingleOrDefault(other => other.SpanId == span.ParentSpanId);
}
