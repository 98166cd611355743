using System.Globalization;
using System.Linq.Expressions;
using Eci.IntegrationTests.Messaging.Support;
using Eci.Testing.Servers;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging;

/// <summary>State machines as rows.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Counters(DatabaseKind kind) : OneHostFixture(kind)
{
    [Test]
    public async Task Begin_once_and_count_everything_when_fifty_first_events_race()
    {
        const int Events = 50;
        var id = Guid.NewGuid();
        await Host.PublishAsync(Enumerable.Range(0, Events).Select(_ => new Counted(id, "race")).ToArray());
        await Host.SettleAsync();
        Assert.That((await Host.CounterAsync(id))?.Count, Is.EqualTo(Events));
        Assert.That(await Host.DeadLettersAsync(), Is.Empty);
    }

    [Test]
    public async Task Are_loaded_counted_up_and_saved()
    {
        var id = Guid.NewGuid();
        for (var count = 1; count <= 3; count++)
        {
            await Host.PublishAsync(new Counted(id, count.ToString(CultureInfo.InvariantCulture)));
            await Host.SettleAsync();
            var counter = await Host.CounterAsync(id);
            Assert.That((counter!.Count, counter.Name, counter.CurrentState), Is.EqualTo((count, "1", nameof(CounterMachine.Counting))));
        }
    }

    [Test]
    public async Task Are_found_by_a_query_and_deleted_when_they_end()
    {
        var (name, other) = (NewLabel(), NewLabel());
        Guid[] ids = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        await Host.PublishAsync(new Counted(ids[0], name), new Counted(ids[1], name), new Counted(ids[2], other));
        await Host.SettleAsync();
        await Host.PublishAsync(new CountersClosed(name));
        await Host.SettleAsync();
        Assert.That(await Host.CounterAsync(ids[0]), Is.Null);
        Assert.That(await Host.CounterAsync(ids[1]), Is.Null);
        Assert.That(await Host.CounterAsync(ids[2]), Is.Not.Null);
    }

    [Test]
    public async Task Can_begin_again_after_their_end()
    {
        var (id, name) = (Guid.NewGuid(), NewLabel());
        for (var life = 0; life < 2; life++)
        {
            await Host.PublishAsync(new Counted(id, name), new Counted(id, name));
            await Host.SettleAsync();
            Assert.That((await Host.CounterAsync(id))?.Count, Is.EqualTo(2));
            await Host.PublishAsync(new CountersClosed(name));
            await Host.SettleAsync();
            Assert.That(await Host.CounterAsync(id), Is.Null);
        }
    }

    [Test]
    public async Task Ignore_events_that_find_none()
    {
        await Host.PublishAsync(new CountersClosed(NewLabel()));
        await Host.PublishAsync(new TimerCancelled(Guid.NewGuid()));
        await Host.SettleAsync();
        Assert.That(await Host.DeadLettersAsync(), Is.Empty);
    }

    [Test]
    public async Task Are_readable_through_the_repositories_of_MassTransit()
    {
        var (id, name) = (Guid.NewGuid(), NewLabel());
        await Host.PublishAsync(new Counted(id, name));
        await Host.SettleAsync();
        var (loaded, found) = await Host.InScopeAsync(async services => (
            await services.GetRequiredService<ILoadSagaRepository<Counter>>().Load(id),
            (await services.GetRequiredService<IQuerySagaRepository<Counter>>().Find(new ByName(name))).ToList()));
        Assert.That(loaded.Count, Is.EqualTo(1));
        Assert.That(found, Is.EqualTo((Guid[])[id]));
    }

    protected override void Configure(MessagingHostOptions options) => options.Messaging = m =>
    {
        m.RetryDelay = TimeSpan.FromMilliseconds(20);
        m.MaxRetryDelay = TimeSpan.FromMilliseconds(100);
        m.MaxAttempts = 50;
    };

    private sealed class ByName(string name) : ISagaQuery<Counter>
    {
        public Expression<Func<Counter, bool>> FilterExpression { get; } = counter => counter.Name == name;

        public Func<Counter, bool> GetFilter() => FilterExpression.Compile();
    }
}
