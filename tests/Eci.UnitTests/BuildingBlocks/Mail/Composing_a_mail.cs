using Eci.Mail;
using Eci.Mail.Composing;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Mail;

public sealed class Composing_a_mail
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 2, 3, TimeSpan.Zero);

    [Test]
    public void Gives_every_part_back_when_it_is_parsed()
    {
        var mime = Parse(Write(Mails.Sample()));

        Assert.Multiple(() =>
        {
            Assert.That(mime.From.Mailboxes.Single().Name, Is.EqualTo("Müller & Söhne"));
            Assert.That(mime.From.Mailboxes.Single().Address, Is.EqualTo("noreply@shop.example"));
            Assert.That(mime.ReplyTo.Mailboxes.Single().Address, Is.EqualTo("service@shop.example"));
            Assert.That(mime.To.Mailboxes.Single().Name, Is.EqualTo("Ada Lovelace"));
            Assert.That(mime.To.Mailboxes.Single().Address, Is.EqualTo("ada@example.com"));
            Assert.That(mime.Subject, Is.EqualTo("Ihr Paket wird heute zugestellt – Größe L"));
            Assert.That(mime.Date, Is.EqualTo(Now));
            Assert.That(mime.HtmlBody, Is.EqualTo("<p>Schöne Grüße</p>"));
            Assert.That(mime.TextBody!.ReplaceLineEndings("\n"), Is.EqualTo("Schöne Grüße\n.\n.. Punkte am Anfang\n"));
        });
    }

    [Test]
    public void Offers_plain_text_first_and_HTML_second_both_in_UTF_8()
    {
        var alternative = Parse(Write(Mails.Sample())).Body as MultipartAlternative;

        Assert.That(
            alternative?.Cast<TextPart>().Select(p => $"{p.ContentType.MimeType} {p.ContentType.Charset}"),
            Is.EqualTo(new[] { "text/plain utf-8", "text/html utf-8" }));
    }

    [Test]
    public void Carries_our_id_and_says_that_a_machine_wrote_it()
    {
        var mime = Parse(Write(Mails.Sample()));

        Assert.Multiple(() =>
        {
            Assert.That(mime.MessageId, Is.EqualTo($"{Mails.Id}@shop.example"));
            Assert.That(mime.Headers["X-Eci-Message-Id"], Is.EqualTo(Mails.Id));
            Assert.That(mime.Headers["Auto-Submitted"], Is.EqualTo("auto-generated"));
        });
    }

    [Test]
    public void Is_the_same_to_the_byte_when_it_is_repeated()
    {
        var first = Write(Mails.Sample());

        Assert.That(Write(Mails.Sample()), Is.EqualTo(first));
    }

    [Test]
    public void Is_pure_ASCII_so_that_every_server_takes_it() => Assert.That(Write(Mails.Sample()), Has.All.LessThan(128));

    [TestCase("\r\nBcc: eve@evil.example")]
    [TestCase("\nBcc: eve@evil.example")]
    [TestCase("\r\n\r\nA body of my own")]
    [TestCase("\u2028Bcc: eve@evil.example")]
    [TestCase("\u0085Bcc: eve@evil.example")]
    [TestCase("\0\u001b[31m")]
    public void Keeps_hostile_names_and_subjects_within_their_header(string attack)
    {
        var mime = Parse(Write(Mails.Sample() with { Subject = $"Hi{attack}", FromName = $"Shop{attack}", ToName = $"Ada{attack}" }));

        Assert.Multiple(() =>
        {
            Assert.That(mime.Headers.Select(h => h.Field), Is.EquivalentTo(Parse(Write(Mails.Sample())).Headers.Select(h => h.Field)));
            Assert.That(mime.Bcc, Is.Empty);
            Assert.That(mime.HtmlBody, Is.EqualTo("<p>Schöne Grüße</p>"));
            Assert.That(mime.Subject + mime.To.Mailboxes.Single().Name + mime.From.Mailboxes.Single().Name, Has.None.Matches<char>(char.IsControl));
            Assert.That(mime.Subject, Does.StartWith("Hi"));
        });
    }

    [TestCase("ada@example.com\r\nBcc: eve@evil.example")]
    [TestCase("ada@example.com\nRCPT TO:<eve@evil.example>")]
    [TestCase("ada@example.com, eve@evil.example")]
    [TestCase("ada@example.com> <eve@evil.example")]
    [TestCase("\"ada\r\n\"@example.com")]
    [TestCase("ada lovelace@example.com")]
    [TestCase("ada@eve@example.com")]
    [TestCase(".ada@example.com")]
    [TestCase("ada..l@example.com")]
    [TestCase("ada@")]
    [TestCase("@example.com")]
    [TestCase("ada@exa mple.com")]
    [TestCase("ada@-example-.com")]
    [TestCase("ada")]
    [TestCase("")]
    public void Refuses_an_address_that_is_none_without_repeating_it(string address)
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                () => CheckedMail.Of(Mails.Sample() with { ToAddress = address }),
                Throws.TypeOf<MailRejectedException>().With.Message.Contains("address is not valid").And.Message.Not.Contains("eve"));
            Assert.That(
                () => CheckedMail.Of(Mails.Sample() with { FromAddress = address }),
                Throws.TypeOf<PermanentFailureException>().With.Message.Contains("address is not valid").And.Message.Not.Contains("eve"));
        });
    }

    [TestCase("ada.lovelace+shop@example.com", "ada.lovelace+shop@example.com")]
    [TestCase("ada@MÜLLER.example", "ada@xn--mller-kva.example")]
    [TestCase("o'brien@example.com", "o'brien@example.com")]
    [TestCase(" ada@localhost ", "ada@localhost")]
    public void Accepts_usual_addresses_and_writes_their_domain_in_ASCII(string address, string expected) =>
        Assert.That(CheckedMail.Of(Mails.Sample() with { ToAddress = address }).To.ToString(), Is.EqualTo(expected));

    [Test]
    public void Keeps_ids_apart_that_are_not_safe_as_they_are()
    {
        var names = new[] { "em/1", "em\\1", "../em1", "em_1", "em:1", "", new string('a', 300), new string('a', 299) }.Select(SafeName.Of).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(names, Is.Unique);
            Assert.That(names, Has.All.Match("^[A-Za-z0-9_-]{1,80}$"));
            Assert.That(SafeName.Of(Mails.Id), Is.EqualTo(Mails.Id));
        });
    }

    [Test]
    public void Says_nothing_personal_when_it_is_printed() =>
        Assert.That($"{Mails.Sample()} {CheckedMail.Of(Mails.Sample())}", Does.Not.Contain("ada").IgnoreCase.And.Not.Contain("Paket"));

    private static byte[] Write(MailMessage message)
    {
        using var stream = new MemoryStream();
        using var mime = MimeComposer.Compose(CheckedMail.Of(message), new FakeTimeProvider(Now));
        mime.WriteTo(stream);
        return stream.ToArray();
    }

    private static MimeMessage Parse(byte[] bytes) => MimeMessage.Load(new MemoryStream(bytes));
}
