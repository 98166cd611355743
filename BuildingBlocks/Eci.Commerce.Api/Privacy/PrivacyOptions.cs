using Eci.Core;
using FluentValidation;

namespace Eci.Commerce.Api.Privacy;

/// <summary>How long personal data is kept, bound from <c>Eci:Privacy</c>.</summary>
internal sealed class PrivacyOptions
{
    public const string Section = "Eci:Privacy";

    /// <summary>After this age mails lose recipient and subject. Null: never.</summary>
    public TimeSpan? MailRetention { get; set; }

    /// <summary>After this age entries of the audit log are deleted. Null: never.</summary>
    public TimeSpan? AuditRetention { get; set; }
}

internal sealed class PrivacyOptionsValidator : OptionsValidator<PrivacyOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromDays(1);

    public PrivacyOptionsValidator()
    {
        RuleFor(o => o.MailRetention).GreaterThanOrEqualTo(Shortest).WithName($"{PrivacyOptions.Section}:MailRetention");
        RuleFor(o => o.AuditRetention).GreaterThanOrEqualTo(Shortest).WithName($"{PrivacyOptions.Section}:AuditRetention");
    }
}
