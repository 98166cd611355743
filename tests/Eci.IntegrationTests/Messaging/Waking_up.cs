using Eci.IntegrationTests.Messaging.Support;
using Eci.Messaging.Operations;
using Eci.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging;

/// <summary>Nobody looks into the queue without being woken while these tests run.</summary>
internal abstract class SleepingFixture(DatabaseKind kind) : MessagingFixture(kind)
{
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    protected override void Configure(MessagingHostOptions options) => options.Messaging = m => m.PollInterval = TimeSpan.FromMinutes(1);

    /// <summary>The host listens and sleeps: it has handled something and found nothing more.</summary>
    protected static async Task IdleAsync(MessagingHost host)
    {
        var label = NewLabel();
        await host.PublishAsync(new Step(label));
        await HandledSoonAsync(host, label);
    }

    protected static Task HandledSoonAsync(MessagingHost host, string label) =>
        Eventually.Async(async () => (await host.EffectsAsync(label)).Count == 3, Soon, "that the message is handled");
}

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Waking_up(DatabaseKind kind) : SleepingFixture(kind)
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task Lets_a_message_and_what_follows_be_handled_at_once(bool fromOutside)
    {
        var (host, label) = (await StartAsync(), NewLabel());
        await IdleAsync(host);
        if (fromOutside)
            await host.AcceptAsync(new Step(label));
        else
            await host.PublishAsync(new Step(label));
        await HandledSoonAsync(host, label);
    }

    [Test]
    public async Task Reaches_a_replayed_dead_letter()
    {
        var (host, label) = (await StartAsync(), NewLabel());
        host.Script.On(label, _ => throw new PermanentFailureException("never"));
        await host.PublishAsync(new Step(label, label));
        await Eventually.Async(async () => (await host.DeadLettersAsync(label)).Count == 1, Soon, "the dead letter");
        host.Script.On(label, _ => { });
        await host.Services.GetRequiredService<DeadLetterService>().ReplayAsync((await host.DeadLettersAsync(label)).Single().Id, CancellationToken.None);
        await HandledSoonAsync(host, label);
    }
}

[TestFixture(Category = "Postgres")]
internal sealed class Waking_up_another_host() : SleepingFixture(DatabaseKind.Postgres)
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task Lets_a_message_be_handled_at_once(bool fromOutside)
    {
        var publisher = await StartAsync(o => o.Queues = []);
        var (worker, label) = (await StartAsync(), NewLabel());
        await IdleAsync(worker);
        if (fromOutside)
            await publisher.AcceptAsync(new Step(label));
        else
            await publisher.PublishAsync(new Step(label));
        await HandledSoonAsync(worker, label);
    }

    [Test]
    public async Task Lets_everything_of_many_writers_be_handled_at_once()
    {
        const int Writers = 40;
        var publisher = await StartAsync(o => o.Queues = []);
        var worker = await StartAsync();
        await IdleAsync(worker);
        var labels = Enumerable.Range(0, Writers).Select(_ => NewLabel()).ToList();
        await Task.WhenAll(labels.Select(label => Task.Run(() => publisher.PublishAsync(new StepDone(label)))));
        await Eventually.Async(async () => await worker.UnfinishedAsync() == 0, Soon, "that all are handled");
        foreach (var label in labels)
            Assert.That(await worker.EffectsAsync(label), Has.Count.EqualTo(2));
    }
}
