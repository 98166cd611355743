using System.Diagnostics;
using System.Diagnostics.Metrics;
using Eci.Vocabulary;

namespace Eci.Scheduling;

/// <summary>The meter and activity source <c>Eci.Scheduling</c>.</summary>
public sealed class SchedulingMetrics : IDisposable
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string SourceName = "Eci.Scheduling";

    internal static readonly ActivitySource Activities = new(SourceName);

    private readonly Meter _meter;
    private readonly Counter<long> _runs;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _lag;

    public SchedulingMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(SourceName);
        _runs = _meter.CreateCounter<long>("eci.jobs.runs", "{run}", "Runs of apps' jobs that ended, by job and status.");
        _duration = _meter.CreateHistogram<double>("eci.jobs.duration", "s", "Time a run took, by job and status.");
        _lag = _meter.CreateHistogram<double>("eci.jobs.lag", "s", "How much later than planned or asked for a run started, by job.");
    }

    public void Dispose() => _meter.Dispose();

    internal void Started(string job, TimeSpan lag) => _lag.Record(Math.Max(0, lag.TotalSeconds), new KeyValuePair<string, object?>("job", job));

    internal void Ended(string job, ScheduleRunStatus status, TimeSpan duration)
    {
        var tags = new TagList { { "job", job }, { "status", WireName.Of(status) } };
        _runs.Add(1, tags);
        _duration.Record(Math.Max(0, duration.TotalSeconds), tags);
    }

    /// <summary>A run that no process ended, or that never began: it has no duration.</summary>
    internal void Ended(string job, ScheduleRunStatus status) => _runs.Add(1, new("job", job), new("status", WireName.Of(status)));
}
