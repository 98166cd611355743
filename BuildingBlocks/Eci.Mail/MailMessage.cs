namespace Eci.Mail;

/// <summary>One mail to one person.</summary>
/// <param name="MessageId">Our id of the mail, for example <c>em_1BoatSLRHtKNngkdXEeobR</c>: the same on every retry.</param>
/// <param name="FromAddress">Sender.</param>
/// <param name="FromName">Shown sender name.</param>
/// <param name="ReplyTo">Where answers go; the sender when null.</param>
/// <param name="ToAddress">Recipient.</param>
/// <param name="ToName">Shown recipient name.</param>
/// <param name="Subject">Plain text.</param>
/// <param name="Html">The HTML part.</param>
/// <param name="Text">The plain text part, for readers without HTML.</param>
public sealed record MailMessage(
    string MessageId,
    string FromAddress,
    string? FromName,
    string? ReplyTo,
    string ToAddress,
    string? ToName,
    string Subject,
    string Html,
    string Text)
{
    /// <summary>Only the id: a mail that reaches a log must not bring addresses or contents along.</summary>
    public override string ToString() => $"mail {MessageId}";
}

/// <summary>The provider took responsibility for a mail.</summary>
/// <param name="ProviderMessageId">The provider's id of the mail; empty when it gave none.</param>
public sealed record MailReceipt(string ProviderMessageId);
