using Eci.IntegrationTests.Messaging.Support;
using Eci.Messaging.Operations;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Eci.Testing.Servers;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Keeping_messages(DatabaseKind kind) : MessagingFixture(kind)
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(14);

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    [Test]
    public async Task Ends_after_the_retention_for_what_nothing_needs_any_more()
    {
        var host = await StartAsync();
        var (handled, dead, waiting, recorded, fresh) = (NewLabel(), NewLabel(), NewLabel(), NewLabel(), NewLabel());
        host.Script.On(dead, _ => throw new PermanentFailureException("never"));
        await host.PublishAsync(new Step(handled), new Step(dead));
        await host.PublishAsync(new Kept(recorded));
        await host.SettleAsync();
        await host.InScopeAsync(async services =>
        {
            await services.GetRequiredService<IMessageScheduler>().SchedulePublish(Retention * 2, new Step(waiting));
            return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
        });
        var (oldEntry, freshEntry) = (Guid.NewGuid(), Guid.NewGuid());
        await AddInboxEntryAsync(host, oldEntry);

        _time.Advance(Retention);
        await host.PublishAsync(new Relay(fresh));
        await AddInboxEntryAsync(host, freshEntry);
        await Eventually.Async(async () => (await host.EffectsAsync(fresh)).Count == 3, Deadline, "the fresh message");
        await SweepAsync(host);
        Assert.That(await host.KeptAsync(TestRoutes.Steps, handled), Is.EqualTo(1), "It is exactly as old as the retention.");

        _time.Advance(TimeSpan.FromSeconds(1));
        await SweepAsync(host);
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(await host.KeptAsync(TestRoutes.Steps, handled), Is.Zero, "handled");
            Assert.That(await host.KeptAsync(TestRoutes.StepsDone, handled), Is.Zero, "handled by two queues");
            Assert.That(await host.KeptAsync(TestRoutes.Kept, recorded), Is.Zero, "recorded");
            Assert.That(await host.KeptAsync(TestRoutes.Steps, dead), Is.EqualTo(1), "dead letter");
            Assert.That(await host.KeptAsync(TestRoutes.Steps, waiting), Is.EqualTo(1), "not yet due");
            Assert.That(await host.KeptAsync(TestRoutes.Relays, fresh), Is.EqualTo(1), "fresh");
            Assert.That(await InboxAsync(host), Is.EqualTo((Guid[])[freshEntry]));
        });

        var letter = (await host.DeadLettersAsync()).Single();
        await host.Services.GetRequiredService<DeadLetterService>().DiscardAsync(letter.Id, CancellationToken.None);
        await SweepAsync(host);
        Assert.That(await host.KeptAsync(TestRoutes.Steps, dead), Is.Zero, "discarded");
    }

    [Test]
    public async Task Ends_for_more_than_one_portion()
    {
        const int Messages = 1200;
        var (host, marker) = (await StartAsync(), NewLabel());
        await host.PublishAsync(Enumerable.Range(0, Messages).Select(_ => new Kept(marker)).ToArray());
        _time.Advance(Retention + TimeSpan.FromSeconds(1));
        Assert.That(await SweepAsync(host), Is.GreaterThanOrEqualTo(Messages));
        Assert.That(await host.KeptAsync(TestRoutes.Kept, marker), Is.Zero);
    }

    protected override void Configure(MessagingHostOptions options)
    {
        options.Time = _time;
        options.Messaging = m => m.Retention = Retention;
    }

    private static Task<int> SweepAsync(MessagingHost host) => host.Services.GetRequiredService<RetentionSweep>().SweepAsync(CancellationToken.None);

    private Task<int> AddInboxEntryAsync(MessagingHost host, Guid message) => host.QueryAsync(db =>
    {
        db.Add(new InboxEntry { MessageId = message, ConsumerId = Guid.NewGuid(), HandledAt = _time.GetUtcNow() });
        return db.SaveChangesAsync();
    });

    private static Task<List<Guid>> InboxAsync(MessagingHost host) => host.QueryAsync(db => db.Set<InboxEntry>().Select(i => i.MessageId).ToListAsync());
}
