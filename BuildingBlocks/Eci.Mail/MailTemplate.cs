namespace Eci.Mail;

/// <summary>Source of a mail in the Liquid template language.</summary>
/// <param name="Subject">Becomes one line.</param>
/// <param name="Html">Values are HTML-encoded when they are put in.</param>
/// <param name="Text">The plain text part; nothing is encoded.</param>
public sealed record MailTemplate(string Subject, string Html, string Text);

/// <summary>A mail made from a template.</summary>
public sealed record RenderedMail(string Subject, string Html, string Text)
{
    /// <summary>Says nothing about the contents, which are personal.</summary>
    public override string ToString() => nameof(RenderedMail);
}
