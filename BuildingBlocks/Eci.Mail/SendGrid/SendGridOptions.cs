using FluentValidation;

namespace Eci.Mail.SendGrid;

/// <summary>Settings under <c>Eci:Mail:SendGrid</c>.</summary>
public sealed class SendGridOptions
{
    public const string Section = $"{MailOptions.Section}:SendGrid";

    /// <summary>The API: <c>https://api.sendgrid.com</c>, or <c>https://api.eu.sendgrid.com</c> for data kept in the EU.</summary>
    public string BaseAddress { get; set; } = "https://api.sendgrid.com";

    /// <summary>Key with the right to send mails.</summary>
    public string ApiKey { get; set; } = string.Empty;

    /// <summary>SendGrid checks the mails but delivers none.</summary>
    public bool Sandbox { get; set; }

    /// <summary>
    /// Before a repeat, ask SendGrid whether the mail was sent already. Needs SendGrid's Email Activity add-on and a key that may read it;
    /// SendGrid allows few such questions a minute.
    /// </summary>
    public bool LookBeforeResend { get; set; }

    /// <summary>Longest wait for an answer.</summary>
    public int TimeoutSeconds { get; set; } = 30;
}

internal sealed class SendGridOptionsValidator : AbstractValidator<SendGridOptions>
{
    public SendGridOptionsValidator()
    {
        RuleFor(o => o.BaseAddress)
            .Must(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
            .WithMessage($"{SendGridOptions.Section}:BaseAddress must be an http or https address.");
        RuleFor(o => o.ApiKey)
            .Must(key => !string.IsNullOrWhiteSpace(key) && key.All(c => c is > ' ' and < (char)127))
            .WithMessage($"{SendGridOptions.Section}:ApiKey must hold a SendGrid API key.");
        RuleFor(o => o.TimeoutSeconds)
            .InclusiveBetween(1, 300)
            .WithMessage($"{SendGridOptions.Section}:TimeoutSeconds must be between 1 and 300.");
    }
}
