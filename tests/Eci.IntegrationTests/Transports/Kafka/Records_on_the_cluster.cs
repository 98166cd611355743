using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Eci.IntegrationTests.Messaging.Support;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports.Kafka;

[TestFixture(DatabaseKind.Sqlite, Category = "Kafka")]
internal sealed class Records_on_the_cluster(DatabaseKind kind) : KafkaFixture(kind)
{
    [Test]
    public async Task Too_large_for_it_are_dead_letters_and_hold_nothing_up()
    {
        const int TooLarge = 20_000;
        var host = await StartAsync(o => o.Settings["Eci:Kafka:Client:message.max.bytes"] = "10000");
        var label = NewLabel();
        await host.PublishAsync(new Step(NewLabel() + new string('x', TooLarge)), new Step(label));
        Assert.That(await EffectsAsync(host, label, 3), Has.Count.EqualTo(3));
        await Eventually.Async(
            async () => (await host.DeadLettersAsync()).Any(d => d.Error.Contains("Kafka does not take", StringComparison.Ordinal)), Deadline, "the dead letter");
    }

    [Test]
    public async Task Of_nobody_are_dead_letters_however_strange_they_are()
    {
        var host = await StartAsync(o => o.Queues = [TestRoutes.KeyedQueue]);
        var none = new Dictionary<string, string>(StringComparer.Ordinal);
        await Kafka.PutAsync(TestRoutes.Keyed.Name, key: null, [], none);
        await Kafka.PutAsync(TestRoutes.Keyed.Name, key: "\uFFFD", new byte[2_000_000], none);
        await Kafka.PutAsync(TestRoutes.Keyed.Name, key: string.Empty, [0xFF, 0x00], new Dictionary<string, string>(StringComparer.Ordinal) { ["eci-signature"] = string.Empty });
        var label = NewLabel();
        await host.PublishAsync(new Keyed(label, string.Empty));
        Assert.That(await EffectsAsync(host, label, 1), Has.Count.EqualTo(1));
        await Eventually.Async(async () => (await host.DeadLettersAsync()).Count == 3, Deadline, "the dead letters");
    }

    [Test]
    public async Task Are_taken_no_further_than_the_window_and_counted_as_lag()
    {
        const int Window = 5;
        const int Messages = 20;
        using var lag = new Lag(Kafka.NameOf(TestRoutes.KeyedQueue));
        var (run, release, running) = (NewLabel(), new TaskCompletionSource(), 0);
        var host = await StartAsync(o =>
        {
            o.Queues = [TestRoutes.KeyedQueue];
            o.Settings["Eci:Kafka:Window"] = $"{Window}";
        });
        for (var n = 0; n < Messages; n++)
        {
            host.Script.On($"{run}-{n:00}", (_, _) =>
            {
                Interlocked.Increment(ref running);
                return release.Task;
            });
            await host.PublishAsync(new Keyed($"{run}-{n:00}", $"{run}-{n}"));
        }

        await Eventually.Async(() => lag.Sum() == Messages, Deadline, "the lag of everything");
        Assert.That(running, Is.EqualTo(Window));
        release.SetResult();
        await EffectsAsync(host, run, Messages);
        await Eventually.Async(() => lag.Sum() == 0, Deadline, "the lag of nothing");
    }

    /// <summary>What the gauge says for one group.</summary>
    private sealed class Lag : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<string, long> _values = new(StringComparer.Ordinal);

        public Lag(string group)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "Eci.Kafka", Name: "eci.kafka.lag" })
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            {
                var all = tags.ToArray().ToDictionary(t => t.Key, t => t.Value?.ToString(), StringComparer.Ordinal);
                if (string.Equals(all["group"], group, StringComparison.Ordinal))
                    _values[$"{all["topic"]}[{all["partition"]}]"] = value;
            });
            _listener.Start();
        }

        public long Sum()
        {
            _values.Clear();
            _listener.RecordObservableInstruments();
            return _values.Values.Sum();
        }

        public void Dispose() => _listener.Dispose();
    }
}
