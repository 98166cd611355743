using Eci.IntegrationTests.Messaging.Support;
using Eci.Messaging;
using Eci.Messaging.Operations;
using Eci.Messaging.Storage;
using Eci.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Unreadable_messages(DatabaseKind kind) : MessagingFixture(kind)
{
    private const string GoneQueue = "test-gone";

    [TestCase("")]
    [TestCase("no envelope")]
    [TestCase("{}")]
    [TestCase("[1,2]")]
    [TestCase("null")]
    [TestCase("""{"messageType":["urn:message:Eci.IntegrationTests.Messaging.Support:Step"],"message":"text"}""")]
    [TestCase("""{"messageType":["urn:message:Eci.IntegrationTests.Messaging.Support:Step"],"message":{"label":{"no":"text"}}}""")]
    [TestCase("""{"messageType":["urn:message:Eci.IntegrationTests.Messaging.Support:Step"],"message":{"label":"cut""")]
    public async Task Are_given_up_at_once_with_a_reason_while_good_ones_pass(string body)
    {
        var host = await StartAsync();
        var letter = await GiveUpAsync(host, TestRoutes.StepQueue, body);
        Assert.That(letter.Error, Is.Not.Empty);
        Assert.That(letter.Attempts, Is.EqualTo(1));
    }

    [Test]
    public async Task Of_a_type_that_this_build_does_not_know_name_it()
    {
        var host = await StartAsync();
        var letter = await GiveUpAsync(host, TestRoutes.StepQueue, Envelope.Write(new Stray("stray"), new EnvelopeFacts(Guid.NewGuid(), Guid.NewGuid(), default)));
        Assert.That(letter.ErrorType, Is.EqualTo("MessageNotConsumedException"));
        Assert.That(letter.Attempts, Is.EqualTo(1));
    }

    [Test]
    public async Task For_a_queue_that_this_build_does_not_know_name_it()
    {
        var host = await StartAsync(o => o.Queues = [TestRoutes.StepQueue, TestRoutes.FirstQueue, TestRoutes.SecondQueue, TestRoutes.AnnouncementQueue, GoneQueue]);
        var letter = await GiveUpAsync(host, GoneQueue, "{}");
        Assert.That(letter.Endpoint, Is.EqualTo(GoneQueue));
        Assert.That(letter.Error, Is.EqualTo($"The queue '{GoneQueue}' does not exist in this build."));
    }

    [Test]
    public async Task For_a_queue_that_this_process_does_not_work_on_are_left_to_others()
    {
        var host = await StartAsync();
        var (id, label) = (Guid.NewGuid(), NewLabel());
        await InsertAsync(host, id, GoneQueue, "{}");
        await host.PublishAsync(new Step(label));
        await Eventually.Async(async () => await host.UnfinishedAsync() == 1, Deadline, "that the others are handled");
        Assert.That((await host.DeadLettersAsync()).Where(l => l.MessageId == id), Is.Empty);
    }

    /// <summary>Puts the message between good ones.</summary>
    private static async Task<DeadLetterInfo> GiveUpAsync(MessagingHost host, string queue, string body)
    {
        var (id, before, after) = (Guid.NewGuid(), NewLabel(), NewLabel());
        await host.PublishAsync(new Step(before));
        await InsertAsync(host, id, queue, body);
        await host.PublishAsync(new Step(after));
        await Eventually.Async(
            async () => (await host.EffectsAsync(before)).Count == 3 && (await host.EffectsAsync(after)).Count == 3,
            Deadline,
            "the good ones");
        await Eventually.Async(async () => (await host.DeadLettersAsync()).Any(l => l.MessageId == id), Deadline, "the dead letter");
        return (await host.DeadLettersAsync()).Single(l => l.MessageId == id);
    }

    private static Task InsertAsync(MessagingHost host, Guid id, string queue, string body) =>
        host.Services.GetRequiredService<IDeliveryStore>().InsertAsync([TestRows.Incoming(id, body, orderKey: null, [queue])], CancellationToken.None);
}
