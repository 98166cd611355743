using FluentValidation;
using MailKit.Security;

namespace Eci.Mail.Smtp;

/// <summary>Settings under <c>Eci:Mail:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    public const string Section = $"{MailOptions.Section}:Smtp";

    /// <summary>Name or address of the mail server.</summary>
    public string Host { get; set; } = string.Empty;

    public int Port { get; set; } = 587;

    /// <summary><c>StartTls</c> (required), <c>SslOnConnect</c>, <c>Auto</c> (encrypted when offered) or <c>None</c>.</summary>
    public string Security { get; set; } = "StartTls";

    /// <summary>User name; no log-in when empty.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Longest wait for connecting and sending one mail.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How many connections are open at most.</summary>
    public int MaxConnections { get; set; } = 2;

    /// <summary>How long an unused connection stays open.</summary>
    public int IdleSeconds { get; set; } = 30;

    internal SecureSocketOptions SocketOptions => SecurityModes[Security.Trim()];

    internal static Dictionary<string, SecureSocketOptions> SecurityModes { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StartTls"] = SecureSocketOptions.StartTls,
        ["SslOnConnect"] = SecureSocketOptions.SslOnConnect,
        ["Auto"] = SecureSocketOptions.Auto,
        ["None"] = SecureSocketOptions.None,
    };
}

internal sealed class SmtpOptionsValidator : AbstractValidator<SmtpOptions>
{
    public SmtpOptionsValidator()
    {
        RuleFor(o => o.Host).NotEmpty().WithMessage($"{SmtpOptions.Section}:Host must name the mail server.");
        RuleFor(o => o.Port).InclusiveBetween(1, 65535).WithMessage($"{SmtpOptions.Section}:Port must be between 1 and 65535.");
        RuleFor(o => o.Security)
            .Must(mode => mode is not null && SmtpOptions.SecurityModes.ContainsKey(mode.Trim()))
            .WithMessage(o => $"{SmtpOptions.Section}:Security is '{o.Security}', but only {string.Join(", ", SmtpOptions.SecurityModes.Keys)} are known.");
        RuleFor(o => o.Password)
            .NotEmpty()
            .When(o => !string.IsNullOrEmpty(o.User))
            .WithMessage($"{SmtpOptions.Section}:Password is needed when {SmtpOptions.Section}:User is set.");
        RuleFor(o => o.TimeoutSeconds).InclusiveBetween(1, 600).WithMessage($"{SmtpOptions.Section}:TimeoutSeconds must be between 1 and 600.");
        RuleFor(o => o.MaxConnections).InclusiveBetween(1, 100).WithMessage($"{SmtpOptions.Section}:MaxConnections must be between 1 and 100.");
        RuleFor(o => o.IdleSeconds).InclusiveBetween(0, 3600).WithMessage($"{SmtpOptions.Section}:IdleSeconds must be between 0 and 3600.");
    }
}
