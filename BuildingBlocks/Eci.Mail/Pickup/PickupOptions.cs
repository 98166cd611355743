using FluentValidation;

namespace Eci.Mail.Pickup;

/// <summary>Settings under <c>Eci:Mail:Pickup</c>.</summary>
public sealed class PickupOptions
{
    public const string Section = $"{MailOptions.Section}:Pickup";

    /// <summary>Where the <c>.eml</c> files go; relative to the current directory, like the SQLite file.</summary>
    public string Directory { get; set; } = "data/mail";
}

internal sealed class PickupOptionsValidator : AbstractValidator<PickupOptions>
{
    public PickupOptionsValidator() =>
        RuleFor(o => o.Directory)
            .Must(directory => !string.IsNullOrWhiteSpace(directory) && !directory.Contains('\0', StringComparison.Ordinal))
            .WithMessage($"{PickupOptions.Section}:Directory must name a directory.");
}
