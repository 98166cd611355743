using Eci.IntegrationTests.Messaging.Support;
using Eci.IntegrationTests.Transports.Support;
using Eci.Messaging.Operations;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports;

[Transports]
internal sealed class Failures_on_the_way(TransportKind transport, DatabaseKind database) : TransportFixture(transport, database)
{
    [Test]
    public async Task Are_repeated_until_the_message_succeeds()
    {
        var (host, label) = (await StartAsync(), NewLabel());
        host.Script.On(label, attempt => FailUntil(attempt, 4));
        await host.PublishAsync(new Step(label));
        Assert.That((await EffectsAsync(host, label, 3)).Select(e => e.Attempt), Is.EqualTo((int[])[4, 1, 1]));
        Assert.That(host.Script.RunsOf(label), Is.EqualTo(4));
        await host.SettleAsync();
        Assert.That(await host.DeadLettersAsync(), Is.Empty);
    }

    [Test]
    public async Task Hold_back_later_messages_of_the_key_and_no_others()
    {
        var (host, key) = (await StartAsync(), NewLabel());
        var (first, second, third, other) = (NewLabel(), NewLabel(), NewLabel(), NewLabel());
        var passed = new TaskCompletionSource();
        host.Script.On(first, attempt =>
        {
            if (!passed.Task.IsCompleted)
                throw new InvalidOperationException($"attempt {attempt}");
        });
        host.Script.On(other, _ => passed.TrySetResult());
        await host.PublishAsync(new Keyed(first, key));
        await host.PublishAsync(new Keyed(second, key));
        await host.PublishAsync(new Keyed(third, key));
        await host.PublishAsync(new Keyed(other, NewLabel()));
        long[] ids = [(await EffectsAsync(host, first, 1)).Single().Id, (await EffectsAsync(host, second, 1)).Single().Id, (await EffectsAsync(host, third, 1)).Single().Id];
        Assert.That(ids, Is.Ordered);
    }

    [Test]
    public async Task Without_an_end_become_a_dead_letter_that_is_announced_and_can_be_replayed()
    {
        var (host, label) = (await StartAsync(), NewLabel());
        host.Script.On(label, _ => throw new PermanentFailureException("never"));
        await host.PublishAsync(new Step(label, label));
        var letter = await DeadLetterAsync(host, l => l.TenantId == label);
        Assert.That((letter.Endpoint, letter.Topic, letter.Error), Is.EqualTo((TestRoutes.StepQueue, TestRoutes.Steps.Name, "never")));
        var announcement = (await EffectsAsync(host, letter.Id, 1)).Single();
        Assert.That((announcement.Queue, announcement.MessageId), Is.EqualTo((TestRoutes.AnnouncementQueue, letter.MessageId)));
        Assert.That(await host.EffectsAsync(label), Is.Empty);

        host.Script.On(label, _ => { });
        var service = host.Services.GetRequiredService<DeadLetterService>();
        Assert.That(await service.ReplayAsync(letter.Id, CancellationToken.None), Is.EqualTo(ReplayResult.Replayed));
        Assert.That(await EffectsAsync(host, label, 3), Has.Count.EqualTo(3));
        Assert.That(await service.ReplayAsync(letter.Id, CancellationToken.None), Is.EqualTo(ReplayResult.Unknown));
        Assert.That(await host.DeadLettersAsync(label), Is.Empty);
    }

    [Test]
    public async Task Of_many_messages_let_the_good_ones_pass()
    {
        const int Poison = 60;
        var (host, tenant) = (await StartAsync(o => o.Messaging = m => m.MaxAttempts = 1), NewLabel());
        var bad = Enumerable.Range(0, Poison).Select(_ => new Step(NewLabel(), tenant)).ToArray();
        foreach (var message in bad)
            host.Script.On(message.Label, _ => throw new InvalidOperationException("poison"));
        await host.PublishAsync(bad);
        var good = NewLabel();
        await host.PublishAsync(new Step(good));
        Assert.That(await EffectsAsync(host, good, 3), Has.Count.EqualTo(3));
        await Eventually.Async(async () => (await host.DeadLettersAsync(tenant)).Count == Poison, Deadline, "all dead letters");
        Assert.That(bad.Select(m => host.Script.RunsOf(m.Label)), Is.All.EqualTo(1));
    }

    private static void FailUntil(int attempt, int success)
    {
        if (attempt < success)
            throw new InvalidOperationException($"failure {attempt}");
    }
}
