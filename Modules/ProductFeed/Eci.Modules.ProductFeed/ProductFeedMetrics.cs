using System.Diagnostics.Metrics;

namespace Eci.Modules.ProductFeed;

/// <summary>How feeds are built. Meter <c>Eci.ProductFeed</c>.</summary>
internal sealed class ProductFeedMetrics
{
    public const string MeterName = "Eci.ProductFeed";

    private readonly Counter<long> _builds;
    private readonly Histogram<double> _duration;

    public ProductFeedMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _builds = meter.CreateCounter<long>("eci.product_feed.builds", "{build}", "Builds of feeds, by how they ended.");
        _duration = meter.CreateHistogram<double>("eci.product_feed.build.duration", "s", "How long a build took.");
    }

    /// <param name="result"><c>built</c>, <c>failed</c>, or <c>overtaken</c> by another process.</param>
    /// <param name="duration">How long it took.</param>
    public void Count(string result, TimeSpan duration)
    {
        _builds.Add(1, new KeyValuePair<string, object?>("result", result));
        _duration.Record(duration.TotalSeconds);
    }
}
