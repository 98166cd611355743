using Eci.IntegrationTests.Messaging.Support;
using Eci.Messaging.Operations;
using Eci.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Dead_letters(DatabaseKind kind) : OneHostFixture(kind)
{
    private DeadLetterService Service => Host.Services.GetRequiredService<DeadLetterService>();

    [Test]
    public async Task Are_listed_newest_first_by_queue_topic_and_tenant()
    {
        var (tenant, other) = (NewLabel(), NewLabel());
        var first = await KillAsync(new Step(NewLabel(), tenant), tenant);
        var second = await KillAsync(new Step(NewLabel(), tenant), tenant);
        var third = await KillAsync(new Step(NewLabel(), other), other);
        var relay = NewLabel();
        Host.Script.On(relay, _ => throw new PermanentFailureException("never"));
        await Host.PublishAsync(new Relay(relay));
        await Host.SettleAsync();

        Assert.That(await IdsAsync(new DeadLetterFilter(TenantId: tenant)), Is.EqualTo((string[])[second.Id, first.Id]));
        Assert.That(await IdsAsync(new DeadLetterFilter(TenantId: tenant, Limit: 1)), Is.EqualTo((string[])[second.Id]));
        Assert.That(
            await IdsAsync(new DeadLetterFilter(Endpoint: TestRoutes.StepQueue)),
            Is.SupersetOf((string[])[first.Id, second.Id, third.Id]));
        Assert.That(
            (await Service.ListAsync(new DeadLetterFilter(Topic: TestRoutes.Relays.Name), CancellationToken.None)).Select(l => l.Endpoint),
            Is.EqualTo((string[])[TestRoutes.RelayQueue]));
        Assert.That(await IdsAsync(new DeadLetterFilter(Topic: TestRoutes.Relays.Name, TenantId: tenant)), Is.Empty);
    }

    [Test]
    public async Task Are_shown_with_their_message()
    {
        var (label, tenant) = (NewLabel(), NewLabel());
        var letter = await KillAsync(new Step(label, tenant), tenant);
        var shown = await Service.ShowAsync(letter.Id, CancellationToken.None);
        Assert.That(shown!.Letter, Is.EqualTo(letter));
        Assert.That(shown.Body, Does.Contain(label));
        Assert.That(await Service.ShowAsync("dl_none", CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Are_handled_with_fresh_attempts_when_replayed()
    {
        var (label, tenant) = (NewLabel(), NewLabel());
        var letter = await KillAsync(new Step(label, tenant), tenant);
        Host.Script.On(label, _ => { });
        Assert.That(await Service.ReplayAsync(letter.Id, CancellationToken.None), Is.True);
        var effects = await HandledAsync(label);
        Assert.That(effects, Has.Count.EqualTo(3));
        Assert.That((effects[0].MessageId, effects[0].Attempt), Is.EqualTo((letter.MessageId, 1)));
        Assert.That(await IdsAsync(new DeadLetterFilter(TenantId: tenant)), Is.Empty);
        Assert.That(await Service.ReplayAsync(letter.Id, CancellationToken.None), Is.False);
    }

    [Test]
    public async Task Are_new_ones_when_the_replay_fails_too()
    {
        var (label, tenant) = (NewLabel(), NewLabel());
        var letter = await KillAsync(new Step(label, tenant), tenant);
        await Service.ReplayAsync(letter.Id, CancellationToken.None);
        await Host.SettleAsync();
        var again = (await Service.ListAsync(new DeadLetterFilter(TenantId: tenant), CancellationToken.None)).Single();
        Assert.That(again.Id, Is.Not.EqualTo(letter.Id));
        Assert.That(again.MessageId, Is.EqualTo(letter.MessageId));
    }

    [Test]
    public async Task Are_gone_when_discarded()
    {
        var (label, tenant) = (NewLabel(), NewLabel());
        var letter = await KillAsync(new Step(label, tenant), tenant);
        Assert.That(await Service.DiscardAsync(letter.Id, CancellationToken.None), Is.True);
        Assert.That(await Service.DiscardAsync(letter.Id, CancellationToken.None), Is.False);
        Assert.That(await Service.ReplayAsync(letter.Id, CancellationToken.None), Is.False);
        Assert.That(await IdsAsync(new DeadLetterFilter(TenantId: tenant)), Is.Empty);
        Assert.That(await HandledAsync(label), Is.Empty);
    }

    [Test]
    public async Task Are_handled_once_when_two_operators_replay_and_one_discards_at_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var (label, tenant) = (NewLabel(), NewLabel());
            var letter = await KillAsync(new Step(label, tenant), tenant);
            Host.Script.On(label, _ => { });
            var answers = await Task.WhenAll(
                Task.Run(() => Service.ReplayAsync(letter.Id, CancellationToken.None)),
                Task.Run(() => Service.ReplayAsync(letter.Id, CancellationToken.None)),
                Task.Run(() => Service.DiscardAsync(letter.Id, CancellationToken.None)));
            Assert.That(answers.Count(done => done), Is.EqualTo(1));
            Assert.That(await HandledAsync(label), Has.Count.EqualTo(answers[2] ? 0 : 3));
        }
    }

    private async Task<IEnumerable<string>> IdsAsync(DeadLetterFilter filter) =>
        (await Service.ListAsync(filter, CancellationToken.None)).Select(l => l.Id);

    private async Task<DeadLetterInfo> KillAsync(Step message, string tenant)
    {
        Host.Script.On(message.Label, _ => throw new PermanentFailureException("never"));
        await Host.PublishAsync(message);
        await Host.SettleAsync();
        return (await Service.ListAsync(new DeadLetterFilter(TenantId: tenant), CancellationToken.None))[0];
    }
}
