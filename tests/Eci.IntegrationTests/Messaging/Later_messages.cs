using Eci.IntegrationTests.Messaging.Support;
using Eci.Persistence;
using Eci.Testing.Servers;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Later_messages(DatabaseKind kind) : MessagingFixture(kind)
{
    private static readonly TimeSpan Delay = TimeSpan.FromDays(3);
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    [TestCase(true)]
    [TestCase(false)]
    public async Task Are_handled_at_their_time_after_a_restart(bool scheduler)
    {
        var label = NewLabel();
        await using (var host = await StartAsync())
        {
            await host.InScopeAsync(async services =>
            {
                if (scheduler)
                {
                    await services.GetRequiredService<IMessageScheduler>().SchedulePublish(Delay, new Step(label));
                }
                else
                {
                    await services.GetRequiredService<IPublishEndpoint>()
                        .Publish(new Step(label), Pipe.Execute<PublishContext<Step>>(context => context.Delay = Delay));
                }

                Assert.That(await host.UnfinishedAsync(), Is.Zero, "It is written with the rest.");
                return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
            });
        }

        _time.Advance(Delay - Tolerance);
        var restarted = await StartAsync();
        await HandleSomethingAsync(restarted);
        Assert.That(restarted.Script.RunsOf(label), Is.Zero, "too early");
        _time.Advance(Tolerance * 2);
        await restarted.SettleAsync();
        Assert.That(await restarted.EffectsAsync(label), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Of_a_state_machine_are_handled_at_their_time_after_a_restart()
    {
        var id = Guid.NewGuid();
        await using (var host = await StartAsync())
            await SetTimerAsync(host, id);

        _time.Advance(Delay - Tolerance);
        var restarted = await StartAsync();
        await HandleSomethingAsync(restarted);
        Assert.That((await restarted.CounterAsync(id))!.Rings, Is.Zero, "too early");
        _time.Advance(Tolerance * 2);
        await restarted.SettleAsync();
        var counter = await restarted.CounterAsync(id);
        Assert.That((counter!.Rings, counter.TimerTokenId), Is.EqualTo((1, (Guid?)null)));
    }

    [Test]
    public async Task Of_a_state_machine_have_no_effect_once_they_are_cancelled()
    {
        var (host, id) = (await StartAsync(), Guid.NewGuid());
        await SetTimerAsync(host, id);
        await host.PublishAsync(new TimerCancelled(id));
        await Eventually.Async(async () => (await host.CounterAsync(id))!.TimerTokenId is null, Deadline, "that the timer is taken back");
        _time.Advance(Delay + Tolerance);
        await host.SettleAsync();
        Assert.That((await host.CounterAsync(id))!.Rings, Is.Zero);
        Assert.That(await host.DeadLettersAsync(), Is.Empty);
    }

    [Test]
    public async Task Of_a_state_machine_have_no_effect_once_they_are_replaced()
    {
        var (host, id) = (await StartAsync(), Guid.NewGuid());
        await SetTimerAsync(host, id);
        var first = (await host.CounterAsync(id))!.TimerTokenId;
        await host.PublishAsync(new TimerSet(id, Delay * 2));
        await Eventually.Async(async () => (await host.CounterAsync(id))!.TimerTokenId != first, Deadline, "the second timer");
        _time.Advance(Delay + Tolerance);
        await Eventually.Async(async () => await host.UnfinishedAsync() == 1, Deadline, "that the first timer is handled");
        Assert.That((await host.CounterAsync(id))!.Rings, Is.Zero);
        _time.Advance(Delay);
        await host.SettleAsync();
        Assert.That((await host.CounterAsync(id))!.Rings, Is.EqualTo(1));
    }

    [Test]
    public async Task Of_a_state_machine_have_no_effect_once_it_has_ended()
    {
        var (host, id) = (await StartAsync(), Guid.NewGuid());
        await SetTimerAsync(host, id);
        await host.PublishAsync(new CountersClosed(id.ToString()));
        await Eventually.Async(async () => await host.CounterAsync(id) is null, Deadline, "the end");
        _time.Advance(Delay + Tolerance);
        await host.SettleAsync();
        Assert.That(await host.CounterAsync(id), Is.Null);
        Assert.That(await host.DeadLettersAsync(), Is.Empty);
    }

    protected override void Configure(MessagingHostOptions options) => options.Time = _time;

    private static async Task SetTimerAsync(MessagingHost host, Guid id)
    {
        await host.PublishAsync(new Counted(id, id.ToString()));
        await host.SettleAsync();
        await host.PublishAsync(new TimerSet(id, Delay));
        await Eventually.Async(async () => (await host.CounterAsync(id))!.TimerTokenId is not null, Deadline, "the timer");
    }

    /// <summary>After this the workers have seen everything that is due.</summary>
    private static async Task HandleSomethingAsync(MessagingHost host)
    {
        var label = NewLabel();
        await host.PublishAsync(new Step(label));
        await Eventually.Async(async () => (await host.EffectsAsync(label)).Count == 3, Deadline, "a message that is due now");
    }
}
