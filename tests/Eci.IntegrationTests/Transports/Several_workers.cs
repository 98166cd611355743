using Eci.IntegrationTests.Messaging.Support;
using Eci.IntegrationTests.Transports.Support;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports;

[TransportsOfSeveralProcesses]
internal sealed class Several_workers(TransportKind transport, DatabaseKind database) : TransportFixture(transport, database)
{
    private const int Burst = 20;

    private static readonly TimeSpan OneEffect = TimeSpan.FromMilliseconds(20);
    private static readonly string[] OnlySteps = [TestRoutes.StepQueue];
    private static readonly string[] AllButSteps =
        [.. TestRoutes.Build().Endpoints.Select(e => e.Name).Where(name => name != TestRoutes.StepQueue)];

    [Test]
    public async Task Share_the_work()
    {
        MessagingHost[] hosts = [await StartAsync(TakeLittle), await StartAsync(TakeLittle)];
        var labels = new List<string>();
        await Eventually.Async(
            async () =>
            {
                var burst = Enumerable.Range(0, Burst).Select(_ => NewLabel()).ToList();
                labels.AddRange(burst);
                foreach (var (host, label) in hosts.SelectMany(host => burst.Select(label => (host, label))))
                    host.Script.On(label, (_, cancellation) => Task.Delay(OneEffect, cancellation));
                await hosts[0].PublishAsync([.. burst.Select(label => new Step(label))]);
                return hosts.All(host => labels.Exists(label => host.Script.RunsOf(label) > 0));
            },
            Deadline,
            "that each of them has handled something");
        foreach (var label in labels)
            await EffectsAsync(hosts[0], label, 3);
        await hosts[0].SettleAsync();
        foreach (var label in labels)
        {
            Assert.That(await hosts[0].EffectsAsync(label), Has.Count.EqualTo(3));
            Assert.That(hosts.Sum(host => host.Script.RunsOf(label)), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Handle_only_their_own_queues_and_follow_each_other()
    {
        var steps = await StartAsync(o => o.Queues = OnlySteps);
        var (first, second) = (NewLabel(), NewLabel());
        await steps.PublishAsync(new Step(first));
        await EffectsAsync(steps, first, 1);
        Assert.That(await steps.QueuesOfAsync(first), Is.EqualTo(OnlySteps));

        var others = await StartAsync(o => o.Queues = AllButSteps);
        Assert.That(await EffectsAsync(others, first, 3), Has.Count.EqualTo(3));
        Assert.That(others.Script.RunsOf(first), Is.Zero);
        await steps.StopAsync();
        await others.PublishAsync(new Step(second));
        var marker = NewLabel();
        await others.PublishAsync(new Relay(marker));
        await EffectsAsync(others, marker, 3);
        Assert.That(await others.EffectsAsync(second), Is.Empty);

        var next = await StartAsync(o => o.Queues = OnlySteps);
        Assert.That(await EffectsAsync(next, second, 3), Has.Count.EqualTo(3));
        Assert.That((next.Script.RunsOf(second), others.Script.RunsOf(second)), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Take_over_what_another_one_left_unfinished()
    {
        var leaving = await StartAsync(o => o.Messaging = m => m.Lease = TimeSpan.FromSeconds(1));
        var label = NewLabel();
        leaving.Script.On(label, (_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, cancellation));
        await leaving.PublishAsync(new Step(label));
        await Eventually.Async(() => leaving.Script.RunsOf(label) == 1, Deadline, "the first attempt");
        using (var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100)))
            await StopAnywayAsync(leaving, patience.Token);
        Assert.That(await leaving.EffectsAsync(label), Is.Empty);

        var next = await StartAsync();
        await EffectsAsync(next, label, 3);
        await next.SettleAsync();
        Assert.That((await next.EffectsAsync(label)).Select(e => e.Attempt), Is.EqualTo((int[])[2, 1, 1]));
        Assert.That(await next.DeadLettersAsync(), Is.Empty);
    }

    [Test]
    public async Task Finish_what_they_have_begun_before_they_stop()
    {
        var host = await StartAsync();
        var (label, goOn) = (NewLabel(), new TaskCompletionSource());
        host.Script.On(label, (_, _) => goOn.Task);
        await host.PublishAsync(new Step(label));
        await Eventually.Async(() => host.Script.RunsOf(label) == 1, Deadline, "that it has begun");
        var stopping = host.StopAsync();
        Assert.That(await Task.WhenAny(stopping, Task.Delay(TimeSpan.FromMilliseconds(300))), Is.Not.SameAs(stopping), "It waits.");
        goOn.SetResult();
        await stopping.WaitAsync(Deadline);
        Assert.That((await host.EffectsAsync(label)).Select(e => (e.Queue, e.Attempt)), Is.EqualTo(new[] { (TestRoutes.StepQueue, 1) }));

        var next = await StartAsync();
        Assert.That(await EffectsAsync(next, label, 3), Has.Count.EqualTo(3));
        Assert.That(next.Script.RunsOf(label), Is.Zero);
    }

    /// <summary>So little that a burst is too much for one host.</summary>
    private static void TakeLittle(MessagingHostOptions options) => options.Messaging = m => (m.Concurrency, m.Prefetch) = (2, 4);

    /// <summary>A stop that runs out of time may say so.</summary>
    private static async Task StopAnywayAsync(MessagingHost host, CancellationToken patience)
    {
        try
        {
            await host.StopAsync(patience);
        }
        catch (Exception exception) when (exception is OperationCanceledException or AggregateException)
        {
            Assert.That(patience.IsCancellationRequested, Is.True);
        }
    }
}
