using System.Security.Cryptography;
using Eci.IntegrationTests.Messaging.Support;
using Eci.IntegrationTests.Transports.Support;
using Eci.Messaging.Brokers;
using Eci.Messaging.Operations;
using Eci.Messaging.Storage;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports;

/// <summary>Whoever can write to the broker cannot make the hub do anything.</summary>
[Brokers]
internal sealed class Messages_of_strangers(TransportKind transport, DatabaseKind database) : BrokerFixture(transport, database)
{
    private static readonly string[] Keys = [NewKey(), NewKey()];

    [Test]
    public async Task Without_a_signature_are_never_handled()
    {
        var (host, label) = (await StartDeployedAsync(), NewLabel());
        var body = Wire.Envelope(new Step(label), Guid.NewGuid());
        await PutAsync(body, []);
        await PutAsync(body, []);
        await RefusedAsync(host, label, "It is not signed.");
    }

    [Test]
    public async Task With_the_signature_of_another_body_are_never_handled_and_nobody_is_told_the_right_one()
    {
        using var logs = new LogCapture();
        var (host, label) = (await StartDeployedAsync(o => o.Logs = logs), NewLabel());
        var body = Wire.Envelope(new Step(label), Guid.NewGuid());
        var right = Wire.Signed(host, body);
        await PutAsync(body, Wire.Signed(host, Wire.Envelope(new Step("other"), Guid.NewGuid())));
        var letter = await RefusedAsync(host, label, "Its signature does not fit its body.");

        var shown = await host.Services.GetRequiredService<DeadLetterService>().ShowAsync(letter.Id, CancellationToken.None);
        Assert.That(shown!.Body, Does.Not.Contain(right[BrokerHeaders.Signature]));
        Assert.That(letter.Error, Does.Not.Contain(right[BrokerHeaders.Signature]));
        Assert.That(logs.Seen, Is.Positive);
        Assert.That(logs.Lines.Where(line => line.Contains(right[BrokerHeaders.Signature], StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task With_a_key_that_is_not_accepted_are_never_handled()
    {
        var (host, label) = (await StartDeployedAsync(), NewLabel());
        var body = Wire.Envelope(new Step(label), Guid.NewGuid());
        await PutAsync(body, Wire.Signed(Wire.Keys(NewKey()), body));
        await RefusedAsync(host, label, "It is signed with a key that is not accepted here.");
    }

    [Test]
    public async Task That_name_an_accepted_key_but_signed_with_their_own_are_never_handled()
    {
        var (host, label) = (await StartDeployedAsync(), NewLabel());
        var body = Wire.Envelope(new Step(label), Guid.NewGuid());
        var headers = Wire.Signed(Wire.Keys(NewKey()), body);
        headers[BrokerHeaders.SignatureKey] = Wire.Keys(Keys).CurrentId;
        await PutAsync(body, headers);
        await RefusedAsync(host, label, "Its signature does not fit its body.");
    }

    [Test]
    public async Task Are_none_when_the_key_is_the_former_one_of_the_hub()
    {
        var (host, label) = (await StartDeployedAsync(), NewLabel());
        var body = Wire.Envelope(new Step(label), Guid.NewGuid());
        await PutAsync(body, Wire.Signed(Wire.Keys(Keys[1]), body));
        Assert.That(await EffectsAsync(host, label, 3), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task In_any_number_let_good_messages_pass()
    {
        const int Forged = 100;
        var (host, label, good) = (await StartDeployedAsync(), NewLabel(), NewLabel());
        for (var i = 0; i < Forged; i++)
            await PutAsync(Wire.Envelope(new Step($"{label}-{i}"), Guid.NewGuid()), []);
        await host.PublishAsync(new Step(good));
        Assert.That(await EffectsAsync(host, good, 3), Has.Count.EqualTo(3));
        await Eventually.Async(async () => await KeptAsync(host, label) == Forged, Deadline, "all dead letters");
    }

    protected override void Configure(MessagingHostOptions options)
    {
        base.Configure(options);
        for (var i = 0; i < Keys.Length; i++)
            options.Settings[$"Eci:SigningKeys:{i}"] = Keys[i];
    }

    /// <summary>It is among the dead letters once, was never handled, and cannot be replayed.</summary>
    private static async Task<DeadLetterInfo> RefusedAsync(MessagingHost host, string label, string reason)
    {
        var service = host.Services.GetRequiredService<DeadLetterService>();
        await Eventually.Async(async () => await KeptAsync(host, label) > 0, Deadline, "that it is refused");
        var marker = NewLabel();
        await host.PublishAsync(new Step(marker));
        await EffectsAsync(host, marker, 3);
        Assert.That(await KeptAsync(host, label), Is.EqualTo(1));
        var letter = (await service.ListAsync(new DeadLetterFilter(Topic: Inbox.RefusedTopic, Endpoint: TestRoutes.StepQueue, Limit: 1), CancellationToken.None)).Single();
        Assert.That(letter.Error, Does.StartWith(reason).And.Contain(TestRoutes.Steps.Name));
        Assert.That((await service.ShowAsync(letter.Id, CancellationToken.None))!.Body, Does.Contain(label));
        Assert.That(await service.ReplayAsync(letter.Id, CancellationToken.None), Is.EqualTo(ReplayResult.Refused));
        Assert.That(host.Script.RunsOf(label), Is.Zero);
        Assert.That(await host.EffectsAsync(label), Is.Empty);
        return letter;
    }

    private static Task<int> KeptAsync(MessagingHost host, string text) =>
        host.QueryAsync(db => db.Set<Message>().CountAsync(m => m.Topic == Inbox.RefusedTopic && m.Body.Contains(text)));

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
