using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Eci.Core;
using Eci.IntegrationTests.Messaging.Support;
using Eci.IntegrationTests.Transports.Support;
using Eci.Persistence;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports;

[Transports]
internal sealed class Messages_on_their_way(TransportKind transport, DatabaseKind database) : TransportFixture(transport, database)
{
    private static readonly string[] StepQueues = [TestRoutes.FirstQueue, TestRoutes.SecondQueue, TestRoutes.StepQueue];

    [Test]
    public async Task Reach_every_reader_once()
    {
        var (host, labels) = (await StartAsync(), Enumerable.Range(0, 20).Select(_ => NewLabel()).ToList());
        await host.PublishAsync(labels.Select(label => new Step(label)).ToArray());
        foreach (var label in labels)
        {
            await EffectsAsync(host, label, 3);
            Assert.That(await host.QueuesOfAsync(label), Is.EqualTo(StepQueues));
        }

        await host.SettleAsync();
        Assert.That(labels.Select(host.Script.RunsOf), Is.All.EqualTo(1));
        Assert.That(await host.DeadLettersAsync(), Is.Empty);
    }

    [Test]
    public async Task From_outside_are_handled_once_however_often_they_are_accepted()
    {
        var (host, label, id) = (await StartAsync(), NewLabel(), Guid.NewGuid());
        for (var i = 0; i < 3; i++)
            await host.AcceptAsync(new Step(label), id);
        await EffectsAsync(host, label, 3);
        var after = NewLabel();
        await host.PublishAsync(new Step(after));
        await EffectsAsync(host, after, 3);
        Assert.That(await host.QueuesOfAsync(label), Is.EqualTo(StepQueues));
    }

    [Test]
    public async Task Without_a_reader_are_kept_where_the_topic_says_so_and_disturb_nobody()
    {
        var (host, label) = (await StartAsync(), NewLabel());
        await host.PublishAsync(new Unread(label));
        await host.PublishAsync(new Kept(label));
        await host.SettleAsync();
        Assert.That(await host.KeptAsync(TestRoutes.Kept, label), Is.EqualTo(1));
        Assert.That(await host.DeadLettersAsync(), Is.Empty);
    }

    [Test]
    public async Task Of_one_key_are_handled_one_after_the_other_in_the_order_they_were_written()
    {
        const int Each = 20;
        var (host, keys) = (await StartAsync(), new[] { NewLabel(), NewLabel(), NewLabel() });
        var (running, order, together) = (new ConcurrentDictionary<string, int>(), new ConcurrentQueue<Keyed>(), 0);
        var messages = Enumerable.Range(0, Each)
            .SelectMany(n => keys.Select(key => new Keyed(string.Create(CultureInfo.InvariantCulture, $"{key}-{n}"), key)))
            .ToList();
        foreach (var message in messages)
        {
            host.Script.On(message.Label, async (_, _) =>
            {
                if (running.AddOrUpdate(message.Key, 1, (_, count) => count + 1) > 1)
                    Interlocked.Increment(ref together);
                order.Enqueue(message);
                await Task.Yield();
                running.AddOrUpdate(message.Key, 0, (_, count) => count - 1);
            });
            await host.PublishAsync(message);
        }

        await Eventually.Async(() => order.Count >= messages.Count, Deadline, "all messages");
        await host.SettleAsync();
        Assert.That(together, Is.Zero);
        foreach (var key in keys)
            Assert.That(order.Where(m => m.Key == key), Is.EqualTo(messages.Where(m => m.Key == key)));
    }

    [Test]
    public async Task Of_different_keys_are_handled_side_by_side()
    {
        const int Keys = 8;
        var host = await StartAsync();
        var (started, everyone) = (0, new TaskCompletionSource());
        var messages = Enumerable.Range(0, Keys).Select(_ => new Keyed(NewLabel(), NewLabel())).ToArray();
        foreach (var message in messages)
        {
            host.Script.On(message.Label, (_, cancellation) =>
            {
                if (Interlocked.Increment(ref started) == Keys)
                    everyone.SetResult();
                return everyone.Task.WaitAsync(Deadline, cancellation);
            });
        }

        await host.PublishAsync(messages);
        await everyone.Task.WaitAsync(Deadline);
        foreach (var message in messages)
            Assert.That(await EffectsAsync(host, message.Label, 1), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Are_handled_not_before_the_time_they_are_meant_for()
    {
        var (host, label, delay) = (await StartAsync(), NewLabel(), TimeSpan.FromMilliseconds(700));
        var handled = new TaskCompletionSource<long>();
        host.Script.On(label, _ => handled.TrySetResult(TimeProvider.System.GetTimestamp()));
        var published = TimeProvider.System.GetTimestamp();
        await host.InScopeAsync(async services =>
        {
            await services.GetRequiredService<IPublishEndpoint>()
                .Publish(new Step(label), Pipe.Execute<PublishContext<Step>>(context => context.Delay = delay));
            return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
        });
        await EffectsAsync(host, label, 3);
        Assert.That(TimeProvider.System.GetElapsedTime(published, await handled.Task), Is.GreaterThanOrEqualTo(delay));
    }

    [Test]
    public async Task Lead_a_state_machine_to_its_timeout()
    {
        var (host, id) = (await StartAsync(), Guid.NewGuid());
        await host.PublishAsync(new Counted(id, id.ToString()));
        await Eventually.Async(async () => await host.CounterAsync(id) is not null, Deadline, "the counter");
        await host.PublishAsync(new TimerSet(id, TimeSpan.FromMilliseconds(300)));
        await Eventually.Async(async () => (await host.CounterAsync(id))!.Rings == 1, Deadline, "that it rings");
        await host.PublishAsync(new CountersClosed(id.ToString()));
        await Eventually.Async(async () => await host.CounterAsync(id) is null, Deadline, "the end");
        Assert.That(await host.DeadLettersAsync(), Is.Empty);
    }

    [Test]
    public async Task Keep_the_trace_of_their_cause_up_to_the_last_reader()
    {
        var (host, label) = (await StartAsync(), NewLabel());
        var seen = new ConcurrentDictionary<string, (string Trace, string? Caller)>(StringComparer.Ordinal);
        foreach (var queue in (string[])[string.Empty, TestRoutes.FirstQueue, TestRoutes.SecondQueue])
            host.Script.On(queue + label, _ => seen[queue] = (Activity.Current?.TraceId.ToString() ?? "none", Activity.Current?.GetBaggageItem(TraceBaggage.TraceId)));
        string trace;
        using (var cause = new Activity("cause").Start())
        {
            cause.SetBaggage(TraceBaggage.TraceId, "caller-7");
            trace = cause.TraceId.ToString();
            await host.PublishAsync(new Step(label));
        }

        await EffectsAsync(host, label, 3);
        Assert.That(seen, Has.Count.EqualTo(3));
        Assert.That(seen.Values, Is.All.EqualTo((trace, "caller-7")));
    }
}
