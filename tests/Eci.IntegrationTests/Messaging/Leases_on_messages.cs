using Eci.IntegrationTests.Messaging.Support;
using Eci.Messaging.Delivery;
using Eci.Messaging.Storage;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.IntegrationTests.Messaging;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Leases_on_messages(DatabaseKind kind) : MessagingFixture(kind)
{
    private static readonly TimeSpan ShortLease = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Over = TimeSpan.FromMilliseconds(-1);

    [Test]
    public async Task End_in_the_dead_letters_when_no_worker_ever_answered()
    {
        const int MaxAttempts = 3;
        var silent = await StartAsync(o => o.Queues = []);
        var (label, good) = (NewLabel(), NewLabel());
        await silent.PublishAsync(new Step(label, label));
        for (var claim = 1; claim <= MaxAttempts; claim++)
            Assert.That((await ClaimAsync(silent, limit: 1, Over)).Single().Attempts, Is.EqualTo(claim));
        await silent.PublishAsync(new Step(good));

        var host = await StartAsync(o => o.Messaging = m => m.MaxAttempts = MaxAttempts);
        await host.SettleAsync();
        var letter = (await host.DeadLettersAsync(label)).Single();
        Assert.That(letter.Error, Is.EqualTo("No attempt ever answered: the process ended or the lease ran out each time."));
        Assert.That(host.Script.RunsOf(label), Is.Zero);
        Assert.That(await host.EffectsAsync(letter.Id), Has.Count.EqualTo(1), "It is announced.");
        Assert.That(await host.EffectsAsync(good), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task That_ran_out_keep_nothing_of_what_was_done_under_them()
    {
        var host = await StartAsync();
        var label = NewLabel();
        var (running, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Script.On(label, async (attempt, _) =>
        {
            if (attempt > 1)
                return;
            running.SetResult();
            await goOn.Task;
        });
        await host.PublishAsync(new Step(label, label));
        await running.Task.WaitAsync(Deadline);
        await LoseLeasesAsync(host);
        await host.SettleAsync();
        Assert.That((await host.EffectsAsync(label)).Select(e => e.Attempt), Is.EqualTo((int[])[2, 1, 1]));

        goOn.SetResult();
        await host.StopAsync();
        Assert.That(host.Script.RunsOf(label), Is.EqualTo(2));
        Assert.That(await host.EffectsAsync(label), Has.Count.EqualTo(3));
        Assert.That(await host.DeadLettersAsync(label), Is.Empty);
    }

    [Test]
    public async Task That_ran_out_cannot_be_used_to_put_the_message_back_or_to_give_it_up()
    {
        var host = await StartAsync();
        var label = NewLabel();
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Script.On(label, async (attempt, _) =>
        {
            await (attempt == 1 ? first : second).Task;
            if (attempt == 1)
                throw new PermanentFailureException("too late");
        });
        await host.PublishAsync(new Step(label, label));
        await Eventually.Async(() => host.Script.RunsOf(label) == 1, Deadline, "the first attempt");
        await LoseLeasesAsync(host);
        await Eventually.Async(() => host.Script.RunsOf(label) == 2, Deadline, "the second attempt");
        first.SetResult();
        second.SetResult();
        await host.SettleAsync();
        Assert.That((await host.EffectsAsync(label)).Select(e => e.Attempt), Is.EqualTo((int[])[2, 1, 1]));
        Assert.That(await host.DeadLettersAsync(label), Is.Empty);
    }

    [Test]
    public async Task Are_kept_alive_while_a_handler_takes_long()
    {
        var host = await StartAsync(o => o.Messaging = m => m.Lease = ShortLease);
        var label = NewLabel();
        host.Script.On(label, (_, cancellation) => Task.Delay(ShortLease * 2.5, cancellation));
        await host.PublishAsync(new Step(label));
        await host.SettleAsync();
        Assert.That(host.Script.RunsOf(label), Is.EqualTo(1));
        Assert.That((await host.EffectsAsync(label)).Select(e => e.Attempt), Is.All.EqualTo(1));
    }

    [Test]
    public async Task Are_kept_alive_when_an_attempt_that_lost_its_own_ends()
    {
        var host = await StartAsync(o => o.Messaging = m => m.Lease = ShortLease);
        var label = NewLabel();
        var first = new TaskCompletionSource();
        host.Script.On(label, (attempt, cancellation) => attempt == 1 ? first.Task : Task.Delay(ShortLease * 2.5, cancellation));
        await host.PublishAsync(new Step(label));
        await Eventually.Async(() => host.Script.RunsOf(label) == 1, Deadline, "the first attempt");
        await LoseLeasesAsync(host);
        await Eventually.Async(() => host.Script.RunsOf(label) == 2, Deadline, "the second attempt");
        first.SetResult();
        await host.SettleAsync();
        Assert.That(host.Script.RunsOf(label), Is.EqualTo(2));
        Assert.That((await host.EffectsAsync(label)).Select(e => e.Attempt), Is.EqualTo((int[])[2, 1, 1]));
    }

    [Test]
    public async Task Are_given_back_for_what_was_not_started_when_the_host_stops()
    {
        const int Messages = 6;
        var host = await StartAsync(o => o.Messaging = m => (m.Concurrency, m.Prefetch, m.Lease) = (1, 64, TimeSpan.FromHours(1)));
        var goOn = new TaskCompletionSource();
        var labels = Enumerable.Range(0, Messages).Select(_ => NewLabel()).ToList();
        foreach (var label in labels)
            host.Script.On(label, (_, _) => goOn.Task);
        await host.PublishAsync(labels.Select(label => new Step(label)).ToArray());
        await Eventually.Async(async () => await host.RunningAsync() == Messages, Deadline, "that all are claimed");
        await Eventually.Async(() => labels.Sum(host.Script.RunsOf) == 1, Deadline, "that one has started");

        var stopping = host.StopAsync();
        await host.Services.GetServices<IHostedService>().OfType<DeliveryWorker>().Single().ExecuteTask!.WaitAsync(Deadline);
        Assert.That(stopping.IsCompleted, Is.False, "It waits for what has started.");
        goOn.SetResult();
        await stopping;
        Assert.That(labels.Sum(host.Script.RunsOf), Is.EqualTo(1));
        Assert.That(await host.RunningAsync(), Is.Zero);

        var next = await StartAsync();
        await next.SettleAsync();
        foreach (var label in labels)
            Assert.That((await next.EffectsAsync(label)).Select(e => e.Attempt), Is.EqualTo((int[])[1, 1, 1]), "What was given back does not count.");
    }

    [Test]
    public async Task Of_a_handler_that_outlasts_the_stop_are_left_to_run_out()
    {
        var host = await StartAsync(o => o.Messaging = m => m.Lease = ShortLease);
        var label = NewLabel();
        host.Script.On(label, (attempt, cancellation) => attempt == 1 ? Task.Delay(Timeout.InfiniteTimeSpan, cancellation) : Task.CompletedTask);
        await host.PublishAsync(new Step(label));
        await Eventually.Async(() => host.Script.RunsOf(label) == 1, Deadline, "the first attempt");
        using (var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100)))
            await host.StopAsync(patience.Token);
        Assert.That(await host.EffectsAsync(label), Is.Empty);

        var next = await StartAsync();
        next.Script.On(label, _ => { });
        await next.SettleAsync();
        Assert.That((await next.EffectsAsync(label)).Select(e => e.Attempt), Is.EqualTo((int[])[2, 1, 1]));
    }

    /// <summary>As if the worker had been frozen for longer than its leases: they end at once, and it does not notice.</summary>
    private static Task LoseLeasesAsync(MessagingHost host) => host.QueryAsync(async db =>
    {
        foreach (var delivery in await db.Set<StoredDelivery>().Where(d => d.LeaseToken != null).ToListAsync())
            delivery.DueAt = default;
        return await db.SaveChangesAsync();
    });

    private static Task<IReadOnlyList<Lease>> ClaimAsync(MessagingHost host, int limit, TimeSpan lease) =>
        host.Services.GetRequiredService<IDeliveryStore>().ClaimAsync([TestRoutes.StepQueue], limit, lease, CancellationToken.None);
}
