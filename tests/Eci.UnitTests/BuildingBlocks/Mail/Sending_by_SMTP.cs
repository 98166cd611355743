using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Eci.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Mail;

public sealed class Sending_by_SMTP
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 5, 9, 2, 0, TimeSpan.Zero));

    [Test]
    public async Task Delivers_the_mail_unharmed_with_its_leading_dots()
    {
        await using var server = new SmtpListener();
        await using var services = Client(server);

        var receipt = await SendAsync(services);

        var received = server.Mails.Single();
        var mime = received.Parse();
        Assert.Multiple(() =>
        {
            Assert.That((received.From, received.To), Is.EqualTo(("noreply@shop.example", "ada@example.com")));
            Assert.That(mime.TextBody!.ReplaceLineEndings("\n"), Is.EqualTo(Mails.Sample().Text));
            Assert.That(mime.HtmlBody, Is.EqualTo(Mails.Sample().Html));
            Assert.That(mime.MessageId, Is.EqualTo($"{Mails.Id}@shop.example"));
            Assert.That(receipt.ProviderMessageId, Is.EqualTo(mime.MessageId));
        });
    }

    [Test]
    public async Task Logs_in_when_a_user_is_set()
    {
        await using var server = new SmtpListener { Account = ("hub", "s3cret") };
        await using var services = Client(server, ("User", "hub"), ("Password", "s3cret"));

        await SendAsync(services);

        Assert.That(server.Mails, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Is_tried_without_a_mail()
    {
        await using var server = new SmtpListener { Account = ("hub", "s3cret") };
        await using var services = Client(server, ("User", "hub"), ("Password", "s3cret"));
        await services.GetRequiredService<IMailProvider>().CheckAsync(Mails.Sample(), CancellationToken.None);
        Assert.That((server.MostOpen, server.Mails.Count), Is.EqualTo((1, 0)));

        await using var wrong = Client(server, ("User", "hub"), ("Password", "wr0ng"));
        await Assert.ThatAsync(
            () => wrong.GetRequiredService<IMailProvider>().CheckAsync(Mails.Sample(), CancellationToken.None),
            Throws.TypeOf<PermanentFailureException>().With.Message.EqualTo("The SMTP server did not accept Eci:Mail:Smtp:User and Password."));
    }

    [Test]
    public async Task Gives_up_without_telling_the_password_when_the_log_in_is_refused()
    {
        await using var server = new SmtpListener { Account = ("hub", "s3cret") };
        await using var services = Client(server, ("User", "hub"), ("Password", "wr0ng"));

        Assert.That(
            () => SendAsync(services),
            Throws.TypeOf<PermanentFailureException>().With.Message.EqualTo("The SMTP server did not accept Eci:Mail:Smtp:User and Password."));
        Assert.That(server.Mails, Is.Empty);
    }

    [Test]
    public async Task Comes_back_later_when_the_log_in_is_put_off()
    {
        await using var server = new SmtpListener { Account = ("hub", "s3cret"), Replies = { ["AUTH"] = "454 4.7.0 try later" } };
        await using var services = Client(server, ("User", "hub"), ("Password", "s3cret"));

        Assert.That(() => SendAsync(services), Throws.TypeOf<MailProviderException>().With.Message.Contains("454"));
    }

    [TestCase("MAIL", "550 5.7.1 noreply@shop.example may not send")]
    [TestCase("RCPT", "550 5.1.1 <ada@example.com>: unknown")]
    [TestCase("DATA", "554 no")]
    [TestCase("DATA.", "552 too large for ada@example.com")]
    public async Task Gives_up_when_the_server_refuses_for_good_and_repeats_no_address(string at, string reply)
    {
        await using var server = new SmtpListener { Replies = { [at] = reply } };
        await using var services = Client(server);

        Assert.That(
            () => SendAsync(services),
            Throws.TypeOf<PermanentFailureException>().With.Message.Contains(reply[..3]).And.Message.Not.Contains("@").And.InnerException.Null);
        Assert.That(server.Mails, Is.Empty);
    }

    [TestCase("connect", "421 too busy")]
    [TestCase("MAIL", "451 try later")]
    [TestCase("RCPT", "450 4.2.1 <ada@example.com> greylisted")]
    [TestCase("DATA.", "452 disk full")]
    public async Task Comes_back_later_when_the_server_puts_the_mail_off(string at, string reply)
    {
        await using var server = new SmtpListener { Replies = { [at] = reply } };
        await using var services = Client(server);

        Assert.That(
            () => SendAsync(services),
            Throws.TypeOf<MailProviderException>().With.Message.Contains(reply[..3]).And.Message.Not.Contains("@"));

        server.Replies.Clear();
        await SendAsync(services);
        Assert.That(server.Mails, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Repeats_with_the_same_message_id_when_the_answer_was_lost()
    {
        await using var server = new SmtpListener { DropAfterData = true };
        await using var services = Client(server);

        Assert.That(() => SendAsync(services), Throws.TypeOf<MailProviderException>());
        server.DropAfterData = false;
        await SendAsync(services, attempt: 2);

        Assert.That(server.Mails.Select(m => m.Parse().MessageId), Is.EqualTo(new[] { $"{Mails.Id}@shop.example", $"{Mails.Id}@shop.example" }));
    }

    [Test]
    public async Task Stops_waiting_after_the_time_that_is_set()
    {
        await using var server = new SmtpListener { SilentAfterData = true };
        await using var services = Client(server, ("TimeoutSeconds", "20"));

        var sending = SendAsync(services);
        await Eventually.IsTrueAsync(() => !server.Mails.IsEmpty, "the server has the data");
        Assert.That(sending.IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromSeconds(21));

        Assert.That(() => sending, Throws.TypeOf<MailProviderException>().With.Message.Contains("20 seconds"));
    }

    [Test]
    public async Task Comes_back_later_when_nobody_listens()
    {
        var server = new SmtpListener();
        await using var services = Client(server);
        await server.DisposeAsync();

        Assert.That(() => SendAsync(services), Throws.TypeOf<MailProviderException>());
    }

    [Test]
    public async Task Sends_nothing_in_the_clear_when_encryption_is_required_but_not_offered()
    {
        await using var server = new SmtpListener { Account = ("hub", "s3cret") };
        await using var services = Client(server, ("Security", "StartTls"), ("User", "hub"), ("Password", "s3cret"));

        Assert.That(() => SendAsync(services), Throws.TypeOf<PermanentFailureException>().With.Message.Contains("STARTTLS"));
        Assert.That(server.Commands, Has.None.StartsWith("AUTH").And.None.StartsWith("MAIL"));
    }

    [Test]
    public async Task Sends_nothing_to_a_server_whose_certificate_is_not_trusted()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        await using var server = new SmtpListener { Certificate = certificate };
        await using var services = Client(server, ("Security", "SslOnConnect"));

        Assert.That(() => SendAsync(services), Throws.TypeOf<MailProviderException>().With.Message.Contains("trusted"));
        Assert.That(server.Commands, Is.Empty);
    }

    [Test]
    public async Task Does_not_connect_for_a_mail_that_cannot_be_sent()
    {
        await using var server = new SmtpListener();
        await using var services = Client(server);

        Assert.That(
            () => SendAsync(services, message: Mails.Sample() with { ToAddress = "ada@example.com>\r\nRCPT TO:<eve@evil.example" }),
            Throws.TypeOf<MailRejectedException>());
        Assert.That(server.Connections, Is.Zero);
    }

    [Test]
    public async Task Lets_the_callers_cancellation_through()
    {
        await using var server = new SmtpListener { SilentAfterData = true };
        await using var services = Client(server);
        using var cancel = new CancellationTokenSource();

        var sending = services.GetRequiredService<IMailProvider>().SendAsync(Mails.Sample(), 1, cancel.Token);
        await Eventually.IsTrueAsync(() => !server.Mails.IsEmpty, "the server has the data");
        await cancel.CancelAsync();

        Assert.That(() => sending, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Reuses_a_connection_for_the_next_mail()
    {
        await using var server = new SmtpListener();
        await using var services = Client(server);

        for (var i = 0; i < 5; i++)
            await SendAsync(services, message: Mails.Sample($"em_{i}"));

        Assert.That((server.Mails.Count, server.Connections), Is.EqualTo((5, 1)));
    }

    [Test]
    public async Task Keeps_the_connection_after_a_mail_was_refused()
    {
        await using var server = new SmtpListener { Replies = { ["RCPT"] = "550 unknown" } };
        await using var services = Client(server);

        Assert.That(() => SendAsync(services), Throws.TypeOf<PermanentFailureException>());
        server.Replies.Clear();
        await SendAsync(services);

        Assert.That((server.Mails.Count, server.Connections), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Opens_a_new_connection_when_the_server_closed_the_quiet_one()
    {
        await using var server = new SmtpListener();
        await using var services = Client(server);
        await SendAsync(services);

        server.CloseConnections();
        await SendAsync(services, message: Mails.Sample("em_second"));

        Assert.That((server.Mails.Count, server.Connections), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task Closes_a_connection_that_was_idle_for_too_long()
    {
        await using var server = new SmtpListener();
        await using var services = Client(server, ("IdleSeconds", "10"));
        await SendAsync(services);
        Assert.That(server.Open, Is.EqualTo(1));

        _time.Advance(TimeSpan.FromSeconds(11));

        await Eventually.IsTrueAsync(() => server.Open == 0, "the idle connection is closed");
    }

    [Test]
    public async Task Opens_no_more_connections_than_allowed()
    {
        await using var server = new SmtpListener();
        await using var services = Client(server, ("MaxConnections", "2"));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SendAsync(services, message: Mails.Sample($"em_{i}"))));

        Assert.That(server.Mails.Select(m => m.Parse().MessageId).Distinct().Count(), Is.EqualTo(20));
        Assert.That(server.MostOpen, Is.LessThanOrEqualTo(2));
    }

    private static Task<MailReceipt> SendAsync(ServiceProvider services, int attempt = 1, MailMessage? message = null) =>
        services.GetRequiredService<IMailProvider>().SendAsync(message ?? Mails.Sample(), attempt, CancellationToken.None);

    private ServiceProvider Client(SmtpListener server, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Eci:Mail:Provider"] = "Smtp",
            ["Eci:Mail:Smtp:Host"] = "127.0.0.1",
            ["Eci:Mail:Smtp:Port"] = $"{server.Port}",
            ["Eci:Mail:Smtp:Security"] = "None",
        };
        foreach (var (key, value) in settings)
            all[$"Eci:Mail:Smtp:{key}"] = value;
        return Mails.Services(all, services => services.AddSingleton<TimeProvider>(_time));
    }
}
