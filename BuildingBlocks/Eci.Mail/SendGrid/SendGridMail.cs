using System.Text.Json.Serialization;
using Eci.Mail.Composing;

namespace Eci.Mail.SendGrid;

/// <summary>Body of <c>POST /v3/mail/send</c>, as far as the hub uses it.</summary>
internal sealed record SendGridMail(
    [property: JsonPropertyName("personalizations")] IReadOnlyList<SendGridPersonalization> Personalizations,
    [property: JsonPropertyName("from")] SendGridAddress From,
    [property: JsonPropertyName("reply_to")] SendGridAddress? ReplyTo,
    [property: JsonPropertyName("subject")] string Subject,
    [property: JsonPropertyName("content")] IReadOnlyList<SendGridContent> Content,
    [property: JsonPropertyName("headers")] IReadOnlyDictionary<string, string> Headers,
    [property: JsonPropertyName("mail_settings")] SendGridMailSettings? MailSettings)
{
    /// <summary>The custom argument that carries our message id, and by which a sent mail is found again.</summary>
    public const string MessageIdArgument = "eci_message_id";

    public static SendGridMail Of(CheckedMail mail, bool sandbox)
    {
        if (!mail.From.IsAscii)
            throw new PermanentFailureException("The mail cannot be sent. SendGrid takes no sender address with other than ASCII characters.");

        return new SendGridMail(
            [new SendGridPersonalization([Address(mail.ToName, mail.To)], new Dictionary<string, string> { [MessageIdArgument] = mail.Name })],
            Address(mail.FromName, mail.From),
            mail.ReplyTo is { } replyTo ? Address(name: null, replyTo) : null,
            mail.Subject,
            [new SendGridContent("text/plain", mail.Text), new SendGridContent("text/html", mail.Html)],
            new Dictionary<string, string>
            {
                ["Message-ID"] = $"<{mail.HeaderId}>",
                [MimeComposer.MessageIdHeader] = mail.Name,
                [MimeComposer.AutoSubmittedHeader] = MimeComposer.AutoSubmitted,
            },
            sandbox ? new SendGridMailSettings(new SendGridSwitch(Enable: true)) : null);
    }

    private static SendGridAddress Address(string? name, MailAddress address) =>
        new(address.ToString(), HeaderText.Clean(name?.Replace(';', ' ').Replace(',', ' ')));
}

internal sealed record SendGridPersonalization(
    [property: JsonPropertyName("to")] IReadOnlyList<SendGridAddress> To,
    [property: JsonPropertyName("custom_args")] IReadOnlyDictionary<string, string> CustomArgs);

internal sealed record SendGridAddress(
    [property: JsonPropertyName("email")] string Email,
    [property: JsonPropertyName("name")] string? Name)
{
    public override string ToString() => nameof(SendGridAddress);
}

internal sealed record SendGridContent(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("value")] string Value);

internal sealed record SendGridMailSettings([property: JsonPropertyName("sandbox_mode")] SendGridSwitch SandboxMode);

internal sealed record SendGridSwitch([property: JsonPropertyName("enable")] bool Enable);
