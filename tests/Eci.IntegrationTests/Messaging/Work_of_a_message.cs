using Eci.IntegrationTests.Messaging.Support;
using Eci.Messaging;
using Eci.Persistence;
using Eci.Testing.Servers;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Work_of_a_message(DatabaseKind kind) : OneHostFixture(kind)
{
    private static readonly string[] StepQueues = [TestRoutes.FirstQueue, TestRoutes.SecondQueue, TestRoutes.StepQueue];

    [Test]
    public async Task Of_a_handler_is_its_effect_and_the_result_on_the_topic_of_the_route()
    {
        var label = NewLabel();
        await Host.PublishAsync(new Step(label));
        await Host.SettleAsync();
        Assert.That(await Host.QueuesOfAsync(label), Is.EqualTo(StepQueues));
        Assert.That(Host.Script.RunsOf(label), Is.EqualTo(1));
    }

    [Test]
    public async Task Of_a_consumer_is_its_effect_and_what_it_published_by_either_way()
    {
        var label = NewLabel();
        await Host.PublishAsync(new Relay(label));
        await Host.SettleAsync();
        Assert.That(await Host.QueuesOfAsync(label), Is.EqualTo((string[])[TestRoutes.FirstQueue, TestRoutes.RelayQueue, TestRoutes.SecondQueue]));
        Assert.That(await Host.KeptAsync(TestRoutes.Kept, label), Is.EqualTo(1));
    }

    [Test]
    public async Task Is_invisible_until_the_handler_has_returned()
    {
        var label = NewLabel();
        var (running, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        Host.Script.On(label, async (_, _) =>
        {
            running.TrySetResult();
            await goOn.Task;
        });
        await Host.PublishAsync(new Relay(label));
        await running.Task.WaitAsync(Deadline);
        Assert.That(await Host.QueuesOfAsync(label), Is.Empty);
        Assert.That(await Host.KeptAsync(TestRoutes.StepsDone, label), Is.Zero);
        Assert.That(await Host.UnfinishedAsync(), Is.EqualTo(1));
        goOn.SetResult();
        await Host.SettleAsync();
        Assert.That(await Host.EffectsAsync(label), Has.Count.EqualTo(3));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Leaves_nothing_when_it_fails(bool consumer)
    {
        var label = NewLabel();
        Host.Script.On(label, _ => throw new PermanentFailureException("no"));
        if (consumer)
            await Host.PublishAsync(new Relay(label));
        else
            await Host.PublishAsync(new Step(label));
        await Host.SettleAsync();
        Assert.That(Host.Script.RunsOf(label), Is.EqualTo(1));
        Assert.That(await Host.QueuesOfAsync(label), Is.Empty);
        Assert.That(await Host.KeptAsync(TestRoutes.StepsDone, label), Is.Zero);
        Assert.That(await Host.KeptAsync(TestRoutes.Kept, label), Is.Zero);
    }

    [Test]
    public async Task Published_by_scoped_code_is_not_written_when_the_database_refuses_the_rest()
    {
        var (label, taken) = (NewLabel(), Guid.NewGuid());
        await Host.PublishAsync(new Counted(taken, "taken"));
        await Host.SettleAsync();
        Assert.ThrowsAsync<DbUpdateException>(() => Host.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<EciDbContext>();
            await services.GetRequiredService<IPublishEndpoint>().Publish(new Step(label));
            database.Add(new Counter { CorrelationId = taken });
            return await database.SaveChangesAsync();
        }));
        Assert.That(await Host.KeptAsync(TestRoutes.Steps, label), Is.Zero);
        Assert.That(await Host.UnfinishedAsync(), Is.Zero);
    }

    [Test]
    public async Task Published_by_scoped_code_is_written_with_SaveChanges_only()
    {
        var label = NewLabel();
        await Host.InScopeAsync(async services =>
        {
            await services.GetRequiredService<IPublishEndpoint>().Publish(new Step(label));
            Assert.That(await Host.KeptAsync(TestRoutes.Steps, label), Is.Zero);
            return true;
        });
        Assert.That(await Host.KeptAsync(TestRoutes.Steps, label), Is.Zero, "The scope ended without saving.");
        Assert.That(await Host.UnfinishedAsync(), Is.Zero);
        await Host.PublishAsync(new Step(label));
        Assert.That(await Host.KeptAsync(TestRoutes.Steps, label), Is.EqualTo(1));
    }

    [Test]
    public void Cannot_be_published_on_no_topic()
    {
        var error = Assert.ThrowsAsync<InvalidOperationException>(() => Host.PublishAsync(new Stray("stray")));
        Assert.That(error!.Message, Is.EqualTo("Stray belongs to no topic: list it in Topics.cs."));
    }

    [Test]
    public async Task Sees_when_and_as_what_its_message_was_published()
    {
        var (label, id) = (NewLabel(), Guid.NewGuid());
        Assert.That(await Host.AcceptAsync(new Step(label), id), Is.EqualTo(IntakeResult.Accepted));
        var effects = await HandledAsync(label);
        Assert.That(effects.Single(e => e.Queue == TestRoutes.StepQueue).MessageId, Is.EqualTo(id));
        Assert.That(effects.Where(e => e.Queue != TestRoutes.StepQueue).Select(e => e.MessageId).Distinct().Single(), Is.Not.EqualTo(id));
    }
}
