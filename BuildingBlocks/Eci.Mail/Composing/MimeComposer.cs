using System.Text;
using MimeKit;
using MimeKit.Text;

namespace Eci.Mail.Composing;

/// <summary>Turns a mail into its MIME form.</summary>
internal static class MimeComposer
{
    public const string MessageIdHeader = "X-Eci-Message-Id";
    public const string AutoSubmittedHeader = "Auto-Submitted";
    public const string AutoSubmitted = "auto-generated";

    public static MimeMessage Compose(CheckedMail mail, TimeProvider time)
    {
        var mime = new MimeMessage
        {
            Subject = mail.Subject,
            Date = time.GetUtcNow(),
            MessageId = mail.HeaderId,
            Body = new MultipartAlternative(
                new TextPart(TextFormat.Plain) { Text = mail.Text, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
                new TextPart(TextFormat.Html) { Text = mail.Html, ContentTransferEncoding = ContentEncoding.QuotedPrintable })
            {
                // Quoted-printable parts never hold "=_", so the boundary cannot occur in them.
                Boundary = $"=_eci_{mail.Name[..Math.Min(mail.Name.Length, 50)]}",
            },
        };
        mime.From.Add(Mailbox(mail.FromName, mail.From));
        mime.To.Add(Mailbox(mail.ToName, mail.To));
        if (mail.ReplyTo is { } replyTo)
            mime.ReplyTo.Add(Mailbox(name: null, replyTo));
        mime.Headers.Add(AutoSubmittedHeader, AutoSubmitted);
        mime.Headers.Add(MessageIdHeader, mail.Name);
        return mime;
    }

    private static MailboxAddress Mailbox(string? name, MailAddress address) =>
        new(Encoding.UTF8, name ?? string.Empty, address.ToString());
}
