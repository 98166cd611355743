using System.Diagnostics;
using System.Diagnostics.Metrics;
using Eci.Sync.Engine;
using Eci.Sync.Storage;
using Eci.Vocabulary;

namespace Eci.Sync;

/// <summary>The meter <c>Eci.Sync</c>.</summary>
internal sealed class SyncMetrics
{
    public const string SourceName = "Eci.Sync";

    private readonly Counter<long> _handled;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _rests;
    private IReadOnlyList<RecordCount> _records = [];

    public SyncMetrics(IMeterFactory meters, TimeProvider time)
    {
        var meter = meters.Create(SourceName);
        _handled = meter.CreateCounter<long>("eci.sync.handled", "{record}", "Records handled, by entity, direction and status.");
        _requests = meter.CreateCounter<long>("eci.sync.requests", "{request}", "Turns given to requests to external systems, by system.");
        _rests = meter.CreateCounter<long>("eci.sync.rests", "{rest}", "Times that an app began to rest, by reason.");
        meter.CreateObservableGauge(
            "eci.sync.records", () => Volatile.Read(ref _records).Select(c => new Measurement<long>(c.Count, TagsOf(c))),
            "{record}", "Records, by kind of app, entity, direction and status.");
        meter.CreateObservableGauge(
            "eci.sync.lag",
            () => Volatile.Read(ref _records)
                .Where(c => c.Status is SyncStatus.Pending)
                .Select(c => new Measurement<double>(Math.Max(0, (time.GetUtcNow() - c.Oldest).TotalSeconds), TagsOf(c))),
            "s", "How long the oldest pending record has been waiting.");
    }

    public void Handled(SyncPartInfo part, SyncStatus status) => _handled.Add(
        1, new("entity", part.Entity), new("direction", WireName.Of(part.Direction)), new("status", WireName.Of(status)));

    public void Request(string system) => _requests.Add(1, new KeyValuePair<string, object?>("system", system));

    public void Rest(string reason) => _rests.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Observe(IReadOnlyList<RecordCount> records) => Volatile.Write(ref _records, records);

    private static TagList TagsOf(RecordCount count) => new()
    {
        { "kind", count.Kind },
        { "entity", count.Entity },
        { "direction", WireName.Of(count.Direction) },
        { "status", WireName.Of(count.Status) },
    };
}

/// <summary>How many records of one kind there are.</summary>
/// <param name="Kind">Kind of app.</param>
/// <param name="Entity">Kind of record.</param>
/// <param name="Direction">Which way.</param>
/// <param name="Status">How they stand.</param>
/// <param name="Count">How many.</param>
/// <param name="Oldest">Since when the longest unchanged one stands so, UTC.</param>
internal sealed record RecordCount(string Kind, string Entity, SyncDirection Direction, SyncStatus Status, long Count, DateTimeOffset Oldest);
