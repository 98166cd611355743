using System.Globalization;
using Eci.IntegrationTests.Messaging.Support;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports.Kafka;

[TestFixture(DatabaseKind.Postgres, Category = "Kafka,Postgres")]
internal sealed class Partitions_that_move(DatabaseKind kind) : KafkaFixture(kind)
{
    private const int Keys = 8;

    [Test]
    public async Task Lose_nothing_double_nothing_and_keep_the_order_while_a_second_process_comes_and_goes_under_traffic()
    {
        const int Each = 15;
        var run = NewLabel();
        var first = await StartAsync(OnlyKeyed);
        await PublishAsync(first, run, 0, Each);
        var second = await StartAsync(OnlyKeyed);
        await PublishAsync(first, run, Each, 2 * Each);
        await EffectsAsync(first, run, Keys * Each);
        await second.StopAsync();
        await PublishAsync(first, run, 2 * Each, 3 * Each);

        var effects = await EffectsAsync(first, run, Keys * Each * 3);
        await first.SettleAsync();
        Assert.That(await first.DeadLettersAsync(), Is.Empty);
        for (var key = 0; key < Keys; key++)
        {
            var prefix = Label(run, key);
            Assert.That(
                effects.Where(e => e.Label.StartsWith(prefix, StringComparison.Ordinal)).Select(e => e.Label),
                Is.EqualTo(Enumerable.Range(0, 3 * Each).Select(n => Label(run, key, n))));
        }
    }

    [Test]
    public async Task Wait_for_running_handlers_and_do_not_repeat_them()
    {
        var run = NewLabel();
        var (started, release) = (0, new TaskCompletionSource());
        var first = await StartAsync(OnlyKeyed);
        for (var key = 0; key < Keys; key++)
        {
            first.Script.On(Label(run, key, 0), (_, _) =>
            {
                Interlocked.Increment(ref started);
                return release.Task;
            });
        }

        await PublishAsync(first, run, 0, 1);
        await Eventually.Async(() => started == Keys, Deadline, "that all handlers run");
        var second = StartAsync(OnlyKeyed);
        release.SetResult();
        await second;

        var effects = await EffectsAsync(first, run, Keys);
        await PublishAsync(first, run, 1, 2);
        effects = await EffectsAsync(first, run, 2 * Keys);
        Assert.That(effects.Select(e => e.Label), Is.Unique);
        Assert.That(effects.Select(e => e.Attempt), Is.All.EqualTo(1));
    }

    private static void OnlyKeyed(MessagingHostOptions options) => options.Queues = [TestRoutes.KeyedQueue];

    private static string Label(string run, int key) => string.Create(CultureInfo.InvariantCulture, $"{run}-k{key}-");

    private static string Label(string run, int key, int number) => string.Create(CultureInfo.InvariantCulture, $"{Label(run, key)}{number:000}");

    private static async Task PublishAsync(MessagingHost host, string run, int from, int to)
    {
        for (var number = from; number < to; number++)
            await host.PublishAsync(Enumerable.Range(0, Keys).Select(key => new Keyed(Label(run, key, number), Label(run, key))).ToArray());
    }
}
