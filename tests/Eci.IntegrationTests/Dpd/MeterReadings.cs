using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.IntegrationTests.Dpd;

/// <summary>What one counter of one host counted since this was made, by the values of its tags.</summary>
internal sealed class MeterReadings : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly MeterListener _listener;

    public MeterReadings(IServiceProvider host, string instrument)
    {
        var meters = host.GetRequiredService<IMeterFactory>();
        _listener = new MeterListener
        {
            InstrumentPublished = (found, listener) =>
            {
                if (found.Name == instrument && ReferenceEquals(found.Meter.Scope, meters))
                    listener.EnableMeasurementEvents(found);
            },
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            _counts.AddOrUpdate(string.Join(' ', tags.ToArray().Select(t => t.Value)), count, (_, n) => n + count));
        _listener.Start();
    }

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Dispose() => _listener.Dispose();
}
