using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.IntegrationTests.Telemetry;

/// <summary>Everything the instruments of one host measured since this was made.</summary>
internal sealed class Instruments : IDisposable
{
    private readonly ConcurrentQueue<(string Instrument, double Value, string Tags)> _measured = new();
    private readonly MeterListener _listener;

    public Instruments(IServiceProvider host)
    {
        var meters = host.GetRequiredService<IMeterFactory>();
        _listener = new MeterListener
        {
            InstrumentPublished = (found, listener) =>
            {
                if (ReferenceEquals(found.Meter.Scope, meters))
                    listener.EnableMeasurementEvents(found);
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The values in their order, of all tags or of those that hold the given text (<c>queue=tracking-notifications</c>).</summary>
    public List<double> Of(string instrument, string tag = "") =>
        [.. _measured.Where(m => m.Instrument == instrument && m.Tags.Contains(tag, StringComparison.Ordinal)).Select(m => m.Value)];

    /// <summary>What a gauge shows now.</summary>
    public double Now(string gauge)
    {
        _listener.RecordObservableInstruments();
        return Of(gauge)[^1];
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
