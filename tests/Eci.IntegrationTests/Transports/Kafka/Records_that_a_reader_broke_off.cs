using System.Globalization;
using Eci.IntegrationTests.Messaging.Support;
using Eci.Messaging.Brokers;
using Eci.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports.Kafka;

/// <summary>
/// Kafka counts no deliveries: what a killed process may have had in its hands must go through the queue in the database, which
/// counts them. The second attempt of an effect shows that it did.
/// </summary>
[TestFixture(DatabaseKind.Postgres, Category = "Kafka,Postgres")]
internal sealed class Records_that_a_reader_broke_off(DatabaseKind kind) : KafkaFixture(kind)
{
    [Test]
    public async Task Go_through_the_queue_of_the_database_within_the_window_and_nothing_else_does()
    {
        const int Window = 2;
        const int Messages = 20;
        var run = NewLabel();
        var publisher = await StartAsync(o => o.Queues = []);
        var marks = publisher.Services.GetRequiredService<IReadingMarks>();
        await marks.BeginAsync(TestRoutes.KeyedQueue, Places(), CancellationToken.None);
        await PublishAsync(publisher, run, 0, Messages);
        await publisher.SettleAsync();

        var reader = await StartAsync(o =>
        {
            o.Queues = [TestRoutes.KeyedQueue];
            o.Settings["Eci:Kafka:Window"] = Window.ToString(CultureInfo.InvariantCulture);
        });
        var effects = await EffectsAsync(reader, run, Messages);

        Assert.That(effects.Select(e => e.Label).Order(StringComparer.Ordinal), Is.EqualTo(Enumerable.Range(0, Messages).Select(n => Label(run, n))), "once");
        Assert.That(effects.Count(e => e.Attempt == 2), Is.EqualTo(Kafka.Ends(TestRoutes.Keyed.Name).Sum(records => Math.Min(Window, records))));
        Assert.That(effects.Select(e => e.Attempt), Is.All.InRange(1, 2));
    }

    [Test]
    public async Task Are_none_that_came_later()
    {
        var run = NewLabel();
        var publisher = await StartAsync(o => o.Queues = []);
        await publisher.Services.GetRequiredService<IReadingMarks>().BeginAsync(TestRoutes.KeyedQueue, Places(), CancellationToken.None);
        var reader = await StartAsync(o => o.Queues = [TestRoutes.KeyedQueue]);
        await Kafka.PutAsync(TestRoutes.Keyed.Name, "warm-up", [], new Dictionary<string, string>(StringComparer.Ordinal));
        await Eventually.Async(async () => (await reader.DeadLettersAsync()).Count > 0, Deadline, "that the reader reads");

        await PublishAsync(publisher, run, 0, 3);
        Assert.That((await EffectsAsync(reader, run, 3)).Select(e => e.Attempt), Is.All.EqualTo(1));
    }

    [Test]
    public async Task Do_not_exist_after_a_stop_however_much_was_waiting()
    {
        const int Messages = 60;
        var run = NewLabel();
        var publisher = await StartAsync(o => o.Queues = []);
        var reader = await StartAsync(o =>
        {
            o.Queues = [TestRoutes.KeyedQueue];
            o.Settings["Eci:Kafka:Concurrency"] = "2";
        });
        for (var n = 0; n < Messages; n++)
            reader.Script.On(Label(run, n), (_, cancellation) => Task.Delay(20, cancellation));
        for (var n = 0; n < Messages; n++)
            await publisher.PublishAsync(new Keyed(Label(run, n), NewLabel()));
        await EffectsAsync(reader, run, 1);
        await reader.StopAsync();
        var before = await EffectsAsync(publisher, run, 1);
        Assert.That(before, Has.Count.LessThan(Messages), "something is left for the next one");

        var next = await StartAsync(o => o.Queues = [TestRoutes.KeyedQueue]);
        var effects = await EffectsAsync(next, run, Messages);
        Assert.That(effects.Select(e => e.Label), Is.Unique);
        Assert.That(effects.Select(e => e.Attempt), Is.All.EqualTo(1));
    }

    [Test]
    public async Task Are_committed_when_the_reader_stops()
    {
        var run = NewLabel();
        var host = await StartAsync(o => o.Queues = [TestRoutes.KeyedQueue]);
        await PublishAsync(host, run, 0, 5);
        await EffectsAsync(host, run, 5);
        await host.StopAsync();
        Assert.That(Kafka.Committed(TestRoutes.KeyedQueue, TestRoutes.Keyed.Name).Sum(), Is.EqualTo(5));
    }

    private static string Label(string run, int number) => string.Create(CultureInfo.InvariantCulture, $"{run}-{number:000}");

    private static async Task PublishAsync(MessagingHost host, string run, int from, int to)
    {
        for (var n = from; n < to; n++)
            await host.PublishAsync(new Keyed(Label(run, n), NewLabel()));
    }

    private List<string> Places() => [.. Enumerable.Range(0, 3).Select(p => $"{Kafka.NameOf(TestRoutes.Keyed.Name)}[{p}]")];
}
