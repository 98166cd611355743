namespace Eci.Mail.Composing;

/// <summary>A mail whose addresses are valid and whose header texts are single lines: what every provider works with.</summary>
internal sealed record CheckedMail(
    string MessageId,
    MailAddress From,
    string? FromName,
    MailAddress? ReplyTo,
    MailAddress To,
    string? ToName,
    string Subject,
    string Html,
    string Text)
{
    private const int LongestName = 200;
    private const int LongestSubject = 500;

    /// <summary>Our id in its safe form.</summary>
    public string Name { get; } = SafeName.Of(MessageId);

    /// <summary>The Message-Id header without brackets: the same on every attempt and every machine, so that receivers can drop a repeat.</summary>
    public string HeaderId => $"{Name}@{From.Domain}";

    /// <exception cref="MailRejectedException">The recipient's address is none.</exception>
    /// <exception cref="PermanentFailureException">The mail can never be sent as it is.</exception>
    public static CheckedMail Of(MailMessage message) => new(
        message.MessageId,
        Address(message.FromAddress, "sender"),
        PersonName(message.FromName),
        string.IsNullOrWhiteSpace(message.ReplyTo) ? null : Address(message.ReplyTo, "reply-to"),
        Recipient(message.ToAddress),
        PersonName(message.ToName),
        HeaderText.Clean(message.Subject) is { } subject ? HeaderText.Shorten(subject, LongestSubject) : throw Refuse("It has no subject."),
        Body(message.Html, "HTML"),
        Body(message.Text, "text"));

    public override string ToString() => $"mail {MessageId}";

    private static MailAddress Address(string text, string role) =>
        MailAddress.TryParse(text.Trim(), out var address) ? address : throw Refuse($"Its {role} address is not valid.");

    private static MailAddress Recipient(string text) => MailAddress.TryParse(text.Trim(), out var address)
        ? address
        : throw new MailRejectedException("The mail cannot be sent. Its recipient address is not valid.");

    private static string? PersonName(string? text) =>
        HeaderText.Clean(text) is { } name ? HeaderText.Shorten(name, LongestName) : null;

    private static string Body(string text, string part) =>
        string.IsNullOrWhiteSpace(text) ? throw Refuse($"Its {part} part is empty.") : text;

    private static PermanentFailureException Refuse(string reason) => new($"The mail cannot be sent. {reason}");
}
