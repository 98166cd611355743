using FluentValidation;

namespace Eci.Mail;

/// <summary>Settings under <c>Eci:Mail</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Eci:Mail";

    /// <summary>How mails leave: <c>Pickup</c>, <c>Smtp</c> or <c>SendGrid</c>.</summary>
    public string Provider { get; set; } = MailProviders.Pickup;
}

/// <summary>Names of the mail providers.</summary>
public static class MailProviders
{
    public const string Pickup = "Pickup";
    public const string Smtp = "Smtp";
    public const string SendGrid = "SendGrid";

    /// <summary>Every name that <c>Eci:Mail:Provider</c> may hold.</summary>
    public static IReadOnlyList<string> All { get; } = [Pickup, Smtp, SendGrid];

    internal static string? Find(string? name) =>
        All.FirstOrDefault(known => string.Equals(known, name?.Trim(), StringComparison.OrdinalIgnoreCase));
}

internal sealed class MailOptionsValidator : AbstractValidator<MailOptions>
{
    public MailOptionsValidator() =>
        RuleFor(o => o.Provider)
            .Must(name => MailProviders.Find(name) is not null)
            .WithMessage(o => $"{MailOptions.Section}:Provider is '{o.Provider}', but only {string.Join(", ", MailProviders.All)} are known.");
}
