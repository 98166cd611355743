using Eci.IntegrationTests.Messaging.Support;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Topics_and_their_readers(DatabaseKind kind) : OneHostFixture(kind)
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task Every_queue_of_a_topic_gets_a_copy(bool fromOutside)
    {
        var label = NewLabel();
        if (fromOutside)
            await Host.AcceptAsync(new StepDone(label));
        else
            await Host.PublishAsync(new StepDone(label));
        var effects = await HandledAsync(label);
        Assert.That(effects.Select(e => e.Queue), Is.EquivalentTo((string[])[TestRoutes.FirstQueue, TestRoutes.SecondQueue]));
        Assert.That(effects.Select(e => e.MessageId).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_queue_that_fails_does_not_hold_up_the_other()
    {
        var label = NewLabel();
        Host.Script.On(TestRoutes.FirstQueue + label, _ => throw new PermanentFailureException("no"));
        await Host.PublishAsync(new StepDone(label));
        Assert.That((await HandledAsync(label)).Select(e => e.Queue), Is.EqualTo((string[])[TestRoutes.SecondQueue]));
    }

    [Test]
    public async Task A_message_that_nobody_reads_is_dropped_unless_its_topic_is_recorded()
    {
        var label = NewLabel();
        await Host.PublishAsync(new Unread(label));
        await Host.PublishAsync(new Kept(label));
        Assert.That(await Host.KeptAsync(TestRoutes.Unread, label), Is.Zero);
        Assert.That(await Host.KeptAsync(TestRoutes.Kept, label), Is.EqualTo(1));
        Assert.That(await Host.UnfinishedAsync(), Is.Zero);
    }

    [Test]
    public async Task A_message_from_outside_that_nobody_reads_is_known_when_it_comes_again()
    {
        var (label, id) = (NewLabel(), Guid.NewGuid());
        await Host.AcceptAsync(new Kept(label), id);
        await Host.AcceptAsync(new Kept(label), id);
        Assert.That(await Host.KeptAsync(TestRoutes.Kept, label), Is.EqualTo(1));
    }
}
