using System.Globalization;
using Eci.IntegrationTests.Messaging.Support;
using Eci.Messaging;
using Eci.Persistence;
using Eci.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Messages_from_outside(DatabaseKind kind) : OneHostFixture(kind)
{
    private const string Refused = "refused";

    [Test]
    public async Task Are_stored_once_however_often_they_come()
    {
        var (label, id) = (NewLabel(), Guid.NewGuid());
        var first = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Host.AcceptAsync(new Step(label), id)));
        Assert.That(first.Count(r => r is IntakeResult.Accepted), Is.EqualTo(1), "at once");
        await Host.SettleAsync();
        Assert.That(await Host.AcceptAsync(new Step(label), id), Is.EqualTo(IntakeResult.Duplicate), "after it was handled");
        Assert.That(await HandledAsync(label), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Are_all_handled_when_many_come_at_once()
    {
        const int Messages = 300;
        var labels = Enumerable.Range(0, Messages).Select(_ => NewLabel()).ToList();
        var results = await Task.WhenAll(labels.Select(label => Task.Run(() => Host.AcceptAsync(new StepDone(label)))));
        Assert.That(results, Is.All.EqualTo(IntakeResult.Accepted));
        await Host.SettleAsync();
        var handled = await Host.QueryAsync(db => Task.FromResult(db.Set<Effect>().Where(e => labels.Contains(e.Label)).Select(e => e.Label).ToList()));
        Assert.That(handled, Has.Count.EqualTo(Messages * 2));
        Assert.That(handled.Distinct(), Is.EquivalentTo(labels));
    }

    [Test]
    public async Task That_the_database_refuses_do_not_fail_the_others()
    {
        await ExecuteAsync($"CREATE UNIQUE INDEX test_refused ON messaging_message (tenant_id) WHERE tenant_id = '{Refused}'");
        await Host.AcceptAsync(new Step(NewLabel(), Refused));
        var good = Enumerable.Range(0, 20).Select(_ => NewLabel()).ToList();
        var refused = new List<Task<IntakeResult>>();
        var accepted = new List<Task<IntakeResult>>();
        foreach (var label in good)
        {
            refused.Add(Host.AcceptAsync(new Step(label, Refused)));
            accepted.Add(Host.AcceptAsync(new Step(label)));
        }

        Assert.That(await Task.WhenAll(accepted), Is.All.EqualTo(IntakeResult.Accepted));
        foreach (var answer in refused)
            Assert.That(async () => await answer, Throws.InstanceOf<System.Data.Common.DbException>());
        await Host.SettleAsync();
        Assert.That(good.Select(Host.Script.RunsOf), Is.All.EqualTo(1));
    }

    [Test]
    public void Of_no_topic_are_refused() => Assert.That(
        () => Host.AcceptAsync(new Stray("stray")),
        Throws.InvalidOperationException.With.Message.EqualTo("Stray belongs to no topic: list it in Topics.cs."));

    [Test]
    public async Task Carry_their_key_into_the_queue()
    {
        var (key, labels) = (NewLabel(), Enumerable.Range(0, 10).Select(_ => NewLabel()).ToList());
        var (together, running) = (0, 0);
        foreach (var label in labels)
        {
            Host.Script.On(label, async (_, _) =>
            {
                if (Interlocked.Increment(ref running) > 1)
                    Interlocked.Increment(ref together);
                await Task.Yield();
                Interlocked.Decrement(ref running);
            });
        }

        foreach (var label in labels)
            await Host.AcceptAsync(new Keyed(label, key));
        await Host.SettleAsync();
        Assert.That(together, Is.Zero);
        Assert.That(labels.Select(Host.Script.RunsOf), Is.All.EqualTo(1));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await Host.Services.GetRequiredService<EciDatabase>().OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

[TestFixture(Category = "Postgres")]
internal sealed class Messages_from_outside_while_the_database_is_away() : MessagingFixture(DatabaseKind.Postgres)
{
    [Test]
    public async Task Are_refused_and_taken_when_it_is_back()
    {
        var direct = new NpgsqlConnectionStringBuilder(Database.ConnectionString);
        await using var link = new TcpLink(direct.Host!, direct.Port);
        var through = new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Host = "127.0.0.1", Port = link.Port };
        var host = await StartAsync(o => o.ConnectionString = through.ConnectionString);
        var (label, id) = (NewLabel(), Guid.NewGuid());
        await host.AcceptAsync(new Step(NewLabel()));
        await host.SettleAsync();

        await link.CutAsync();
        Assert.That(() => host.AcceptAsync(new Step(label), id), Throws.InstanceOf<StorageUnavailableException>());
        link.Restore();
        Assert.That(await host.AcceptAsync(new Step(label), id), Is.EqualTo(IntakeResult.Accepted));
        await host.SettleAsync();
        Assert.That(await host.EffectsAsync(label), Has.Count.EqualTo(3), string.Create(CultureInfo.InvariantCulture, $"{id}"));
    }
}
