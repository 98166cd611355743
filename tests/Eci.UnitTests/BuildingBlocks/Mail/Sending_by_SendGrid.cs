using System.Text.Json;
using Eci.Mail;
using Eci.UnitTests.Modules.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Mail;

public sealed class Sending_by_SendGrid
{
    private SendGridHost _sendGrid = null!;

    [SetUp]
    public async Task Start() => _sendGrid = await SendGridHost.StartAsync();

    [TearDown]
    public async Task Stop() => await _sendGrid.DisposeAsync();

    [Test]
    public async Task Delivers_the_mail_with_our_id_in_argument_and_headers()
    {
        await using var services = Client();

        var receipt = await SendAsync(services);

        var sent = (await _sendGrid.OutboxAsync()).Single();
        Assert.Multiple(() =>
        {
            Assert.That(receipt.ProviderMessageId, Is.EqualTo(sent.MessageId));
            Assert.That((sent.From, sent.FromName, sent.ReplyTo), Is.EqualTo(("noreply@shop.example", "Müller & Söhne", "service@shop.example")));
            Assert.That(sent.To, Is.EqualTo(new[] { "ada@example.com" }));
            Assert.That((sent.Subject, sent.Html, sent.Text), Is.EqualTo((Mails.Sample().Subject, Mails.Sample().Html, Mails.Sample().Text)));
            Assert.That(sent.CustomArgs["eci_message_id"], Is.EqualTo(Mails.Id));
            Assert.That(sent.Headers["Message-ID"], Is.EqualTo($"<{Mails.Id}@shop.example>"));
            Assert.That(sent.Headers["Auto-Submitted"], Is.EqualTo("auto-generated"));
        });
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Sends_what_the_contract_allows(bool sandbox)
    {
        var schema = await SendGridContract.RequestAsync();
        await using var services = Client(("Sandbox", $"{sandbox}"));
        foreach (var message in new[] { Mails.Sample(), Mails.Sample() with { FromName = null, ToName = " ", ReplyTo = null, MessageId = "odd id/" } })
            await SendAsync(services, message: message);

        Assert.That(_sendGrid.Requests, Has.Count.EqualTo(2));
        foreach (var (_, body) in _sendGrid.Requests)
        {
            Assert.That(schema.Validate(body), Is.Empty, body);
            Assert.That(body, Does.Not.Contain("null"));
        }
    }

    [Test]
    public async Task Sends_nothing_for_real_in_sandbox_mode_and_gets_no_id()
    {
        await using var services = Client(("Sandbox", "true"));

        var receipt = await SendAsync(services);

        Assert.That(receipt.ProviderMessageId, Is.Empty);
        Assert.That(await _sendGrid.OutboxAsync(), Is.Empty);
        using var request = JsonDocument.Parse(_sendGrid.Requests.First().Body);
        Assert.That(request.RootElement.GetProperty("mail_settings").GetProperty("sandbox_mode").GetProperty("enable").GetBoolean(), Is.True);
    }

    [Test]
    public async Task Is_tried_without_a_mail()
    {
        await using var services = Client();
        await services.GetRequiredService<IMailProvider>().CheckAsync(Mails.Sample(), CancellationToken.None);
        Assert.That(_sendGrid.Requests, Has.Count.EqualTo(1));
        Assert.That(await _sendGrid.OutboxAsync(), Is.Empty);

        await using var wrong = Client(("ApiKey", "SG.wrong"));
        await Assert.ThatAsync(
            () => wrong.GetRequiredService<IMailProvider>().CheckAsync(Mails.Sample(), CancellationToken.None),
            Throws.TypeOf<PermanentFailureException>().With.Message.Contains("401"));
        await _sendGrid.FailAsync("429");
        await Assert.ThatAsync(() => services.GetRequiredService<IMailProvider>().CheckAsync(Mails.Sample(), CancellationToken.None), Throws.TypeOf<RetryLaterException>());
    }

    [Test]
    public async Task Cleans_names_of_what_SendGrid_does_not_take()
    {
        await using var services = Client();

        await SendAsync(services, message: Mails.Sample() with { FromName = "Shop, Inc.; Berlin\r\n", ToName = "Lovelace, Ada; Countess" });

        using var request = JsonDocument.Parse(_sendGrid.Requests.Single().Body);
        Assert.Multiple(() =>
        {
            Assert.That(request.RootElement.GetProperty("from").GetProperty("name").GetString(), Is.EqualTo("Shop Inc. Berlin"));
            Assert.That(request.RootElement.GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("name").GetString(), Is.EqualTo("Lovelace Ada Countess"));
        });
    }

    [Test]
    public async Task Does_not_ask_SendGrid_for_a_sender_it_never_takes()
    {
        await using var services = Client();

        Assert.That(() => SendAsync(services, message: Mails.Sample() with { FromAddress = "söhne@shop.example" }), Throws.TypeOf<PermanentFailureException>());
        Assert.That(_sendGrid.Requests, Is.Empty);
    }

    [Test]
    public async Task Gives_up_with_SendGrids_reason_when_the_key_is_wrong()
    {
        await using var services = Client(("ApiKey", "SG.wrong"));

        Assert.That(
            () => SendAsync(services),
            Throws.TypeOf<PermanentFailureException>()
                .With.Message.EqualTo("SendGrid answered a mail with 401: The provided authorization grant is invalid, expired, or revoked"));
    }

    [Test]
    public async Task Gives_up_when_the_request_is_refused_even_if_the_reason_cannot_be_read()
    {
        await _sendGrid.FailAsync("malformed");
        await using var services = Client();

        Assert.That(() => SendAsync(services), Throws.TypeOf<PermanentFailureException>().With.Message.EqualTo("SendGrid answered a mail with 400."));
    }

    [Test]
    public async Task Gives_up_when_there_is_no_such_address()
    {
        await using var services = Client(("BaseAddress", $"{_sendGrid.BaseAddress}/elsewhere"));

        Assert.That(() => SendAsync(services), Throws.TypeOf<PermanentFailureException>().With.Message.EqualTo("SendGrid answered a mail with 404."));
    }

    [Test]
    public async Task Comes_back_when_SendGrid_says_so()
    {
        await using var services = Client();

        await _sendGrid.FailAsync("429", retryAfterSeconds: 17);
        Assert.That(() => SendAsync(services), Throws.TypeOf<RetryLaterException>().With.Property("Delay").EqualTo(TimeSpan.FromSeconds(17)));

        await _sendGrid.FailAsync("503", retryAfterSeconds: 99_999);
        Assert.That(() => SendAsync(services), Throws.TypeOf<RetryLaterException>().With.Property("Delay").EqualTo(TimeSpan.FromHours(1)));

        await _sendGrid.LimitAsync(send: 0);
        Assert.That(() => SendAsync(services), Throws.TypeOf<RetryLaterException>().With.Property("Delay").EqualTo(TimeSpan.FromMinutes(1)));
    }

    [TestCase("500")]
    [TestCase("503")]
    public async Task Asks_for_another_attempt_without_making_one_itself_when_SendGrid_fails(string kind)
    {
        await _sendGrid.FailAsync(kind);
        await using var services = Client();

        Assert.That(() => SendAsync(services), Throws.TypeOf<MailProviderException>().With.Message.EqualTo($"SendGrid answered a mail with {kind}: failed on demand"));
        Assert.That(_sendGrid.Requests.Count(r => r.Path.Contains("mail/send", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Stops_waiting_after_the_time_that_is_set()
    {
        await _sendGrid.FailAsync("timeout");
        await using var services = Client(("TimeoutSeconds", "20"));

        var sending = SendAsync(services);
        await Eventually.IsTrueAsync(() => _sendGrid.Requests.Any(r => r.Path.Contains("mail/send", StringComparison.Ordinal)), "the request is there");
        Assert.That(sending.IsCompleted, Is.False);
        _sendGrid.Time.Advance(TimeSpan.FromSeconds(21));

        Assert.That(() => sending, Throws.TypeOf<MailProviderException>().With.Message.EqualTo("SendGrid did not answer within 20 seconds."));
    }

    [Test]
    public async Task Asks_for_another_attempt_when_nobody_listens()
    {
        await using var services = Client();
        await _sendGrid.DisposeAsync();

        Assert.That(() => SendAsync(services), Throws.TypeOf<MailProviderException>().With.Message.EqualTo("SendGrid cannot be reached."));
        _sendGrid = await SendGridHost.StartAsync();
    }

    [Test]
    public async Task Sends_twice_when_the_answer_was_lost_and_it_may_not_look()
    {
        await _sendGrid.FailAsync("lost-answer");
        await using var services = Client();

        Assert.That(() => SendAsync(services), Throws.TypeOf<MailProviderException>());
        await SendAsync(services, attempt: 2);

        Assert.That(await _sendGrid.OutboxAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Sends_once_when_the_answer_was_lost_and_it_may_look()
    {
        await _sendGrid.FailAsync("lost-answer");
        await using var services = Client(("LookBeforeResend", "true"));

        Assert.That(() => SendAsync(services), Throws.TypeOf<MailProviderException>());
        var receipt = await SendAsync(services, attempt: 2);

        var sent = (await _sendGrid.OutboxAsync()).Single();
        Assert.That(receipt.ProviderMessageId, Is.EqualTo(sent.MessageId));
    }

    [Test]
    public async Task Does_not_look_on_the_first_attempt_and_sends_when_it_found_nothing_on_a_later_one()
    {
        await using var services = Client(("LookBeforeResend", "true"));

        await SendAsync(services);
        await SendAsync(services, attempt: 2, message: Mails.Sample("em_other"));

        Assert.That(_sendGrid.Requests.Select(r => r.Path.Split('?')[0].Split('/')[^1]), Is.EqualTo(new[] { "send", "messages", "send" }));
        Assert.That(await _sendGrid.OutboxAsync(), Has.Count.EqualTo(2));
    }

    [TestCase("500", typeof(MailProviderException))]
    [TestCase("malformed", typeof(MailProviderException))]
    [TestCase("429", typeof(RetryLaterException))]
    public async Task Rather_waits_than_sends_twice_when_it_could_not_look(string kind, Type exception)
    {
        await _sendGrid.FailAsync(kind, target: "messages");
        await using var services = Client(("LookBeforeResend", "true"));

        Assert.That(() => SendAsync(services, attempt: 2), Throws.TypeOf(exception).With.Message.Contains("earlier attempt"));
        Assert.That(await _sendGrid.OutboxAsync(), Is.Empty);
    }

    [Test]
    public async Task Says_what_is_missing_when_the_account_may_not_look()
    {
        await using var services = Client(("LookBeforeResend", "true"), ("ApiKey", "SG.sandbox-send-only"));

        Assert.That(() => SendAsync(services, attempt: 2), Throws.TypeOf<PermanentFailureException>().With.Message.Contains("LookBeforeResend").And.Message.Contains("403"));
    }

    [Test]
    public async Task Lets_the_callers_cancellation_through()
    {
        await _sendGrid.FailAsync("timeout");
        await using var services = Client();
        using var cancel = new CancellationTokenSource();

        var sending = services.GetRequiredService<IMailProvider>().SendAsync(Mails.Sample(), 1, cancel.Token);
        await Eventually.IsTrueAsync(() => _sendGrid.Requests.Any(r => r.Path.Contains("mail/send", StringComparison.Ordinal)), "the request is there");
        await cancel.CancelAsync();

        Assert.That(() => sending, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Logs_neither_addresses_nor_the_key_even_at_the_finest_level()
    {
        var log = new LogLines();
        await using var services = Client(log, ("LookBeforeResend", "true"));

        await SendAsync(services, attempt: 2);
        await _sendGrid.FailAsync("500");
        Assert.That(() => SendAsync(services), Throws.TypeOf<MailProviderException>());

        Assert.That(log.Lines, Is.Not.Empty);
        Assert.That(string.Join('\n', log.Lines), Does.Not.Contain("SG.sandbox").And.Not.Contain("example.com").And.Not.Contain("Lovelace").And.Not.Contain("Grüße"));
    }

    private static Task<MailReceipt> SendAsync(ServiceProvider services, int attempt = 1, MailMessage? message = null) =>
        services.GetRequiredService<IMailProvider>().SendAsync(message ?? Mails.Sample(), attempt, CancellationToken.None);

    private ServiceProvider Client(params (string Key, string Value)[] settings) => Client(log: null, settings);

    private ServiceProvider Client(LogLines? log, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Eci:Mail:Provider"] = "SendGrid",
            ["Eci:Mail:SendGrid:BaseAddress"] = _sendGrid.BaseAddress,
            ["Eci:Mail:SendGrid:ApiKey"] = "SG.sandbox",
        };
        foreach (var (key, value) in settings)
            all[$"Eci:Mail:SendGrid:{key}"] = value;
        return Mails.Services(all, services =>
        {
            services.AddSingleton<TimeProvider>(_sendGrid.Time);
            if (log is not null)
                services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        });
    }
}
