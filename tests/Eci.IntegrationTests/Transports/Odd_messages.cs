using System.Text;
using Eci.IntegrationTests.Messaging.Support;
using Eci.IntegrationTests.Transports.Support;
using Eci.Messaging.Brokers;
using Eci.Messaging.Operations;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports;

/// <summary>Signed by the hub, but not what this build expects.</summary>
[Brokers]
internal sealed class Odd_messages(TransportKind transport, DatabaseKind database) : BrokerFixture(transport, database)
{
    private const int MaxBytes = 4000;
    private const string StepUrn = "urn:message:Eci.IntegrationTests.Messaging.Support:Step";

    private static readonly string[] NoEnvelopes =
    [
        "no envelope",
        "{}",
        "[1,2]",
        "null",
        "\u0000\u0001",
        """{"messageId":"no id","message":{}}""",
        """{"messageId":"8a0b5a0e-6a4e-4b4e-9a44-1f1d7a0f2b11","message":{"label":"cut""",
    ];

    [Test]
    public async Task That_are_no_envelope_become_dead_letters()
    {
        var host = await StartDeployedAsync();
        foreach (var body in NoEnvelopes)
        {
            await PutSignedAsync(host, Encoding.UTF8.GetBytes(body));
            var letter = await DeadLetterAsync(host, l => l.Error.StartsWith("Its body is no envelope.", StringComparison.Ordinal));
            Assert.That(letter.Endpoint, Is.EqualTo(TestRoutes.StepQueue), body);
            await host.Services.GetRequiredService<DeadLetterService>().DiscardAsync(letter.Id, CancellationToken.None);
        }

        await PassesAsync(host);
    }

    [Test]
    public async Task Of_a_type_that_this_build_does_not_know_become_dead_letters()
    {
        var (host, id) = (await StartDeployedAsync(), Guid.NewGuid());
        await PutSignedAsync(host, Wire.Envelope(new Stray("stray"), id));
        var letter = await DeadLetterAsync(host, l => l.MessageId == id);
        Assert.That((letter.ErrorType, letter.Attempts), Is.EqualTo(("MessageNotConsumedException", 1)));
        await PassesAsync(host);
    }

    [Test]
    public async Task Of_an_older_contract_are_handled_with_what_they_have()
    {
        var (host, label, id) = (await StartDeployedAsync(), NewLabel(), Guid.NewGuid());
        await PutSignedAsync(host, Encoding.UTF8.GetBytes($$$"""{"messageId":"{{{id}}}","messageType":["{{{StepUrn}}}"],"message":{"label":"{{{label}}}"}}"""));
        Assert.That((await EffectsAsync(host, label, 3)).Single(e => e.Queue == TestRoutes.StepQueue).MessageId, Is.EqualTo(id));
    }

    [Test]
    public async Task Of_another_shape_become_dead_letters()
    {
        var (host, id) = (await StartDeployedAsync(), Guid.NewGuid());
        await PutSignedAsync(host, Encoding.UTF8.GetBytes($$$$"""{"messageId":"{{{{id}}}}","messageType":["{{{{StepUrn}}}}"],"message":{"label":{"no":"text"}}}"""));
        Assert.That((await DeadLetterAsync(host, l => l.MessageId == id)).Attempts, Is.EqualTo(1));
        await PassesAsync(host);
    }

    [Test]
    public async Task That_are_too_large_become_dead_letters_of_their_reader()
    {
        var (host, label) = (await StartDeployedAsync(), NewLabel());
        await PutSignedAsync(host, Wire.Envelope(new Step(label + new string('x', MaxBytes * 2)), Guid.NewGuid()));
        var letter = await DeadLetterAsync(host, l => l.Error.Contains($"MaxMessageBytes allows {MaxBytes}.", StringComparison.Ordinal) && l.Endpoint == TestRoutes.StepQueue);
        Assert.That(letter.Topic, Is.EqualTo(Inbox.RefusedTopic));
        await PassesAsync(host);
    }

    [Test]
    public async Task That_are_too_large_to_be_sent_become_dead_letters_and_can_be_sent_once_the_limit_is_raised()
    {
        var (host, label) = (await StartDeployedAsync(), NewLabel() + new string('x', MaxBytes * 2));
        await host.PublishAsync(new Step(label, "large"));
        var letter = await DeadLetterAsync(host, l => l.TenantId == "large");
        Assert.That(letter.Error, Does.Contain($"MaxMessageBytes allows {MaxBytes}."));
        await PassesAsync(host);
        await host.StopAsync();

        var raised = await StartDeployedAsync(o => o.Settings["Eci:Broker:MaxMessageBytes"] = "100000");
        await raised.Services.GetRequiredService<DeadLetterService>().ReplayAsync(letter.Id, CancellationToken.None);
        Assert.That(await EffectsAsync(raised, label, 3), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task That_come_again_have_no_further_effect()
    {
        var (host, label, id) = (await StartDeployedAsync(), NewLabel(), Guid.NewGuid());
        var body = Wire.Envelope(new Step(label), id);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PutSignedAsync(host, body)));
        await EffectsAsync(host, label, 3);
        await PutSignedAsync(host, body);
        await PassesAsync(host);
        Assert.That(await host.EffectsAsync(label), Has.Count.EqualTo(3));
        Assert.That(await host.DeadLettersAsync(), Has.None.Matches<DeadLetterInfo>(l => l.MessageId == id));
    }

    protected override void Configure(MessagingHostOptions options)
    {
        base.Configure(options);
        options.Settings["Eci:Broker:MaxMessageBytes"] = $"{MaxBytes}";
    }

    private Task PutSignedAsync(MessagingHost host, byte[] body) => PutAsync(body, Wire.Signed(host, body));

    private static async Task PassesAsync(MessagingHost host)
    {
        var label = NewLabel();
        await host.PublishAsync(new Step(label));
        Assert.That(await EffectsAsync(host, label, 3), Has.Count.EqualTo(3));
    }
}
