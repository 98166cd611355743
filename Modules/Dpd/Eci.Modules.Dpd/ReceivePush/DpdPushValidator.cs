using FluentValidation;

namespace Eci.Modules.Dpd.ReceivePush;

/// <summary>
/// Refuses only what can be neither kept nor acknowledged; DPD sends everything refused again for two days. A date or status that makes
/// no sense is not refused.
/// </summary>
internal sealed class DpdPushValidator : AbstractValidator<DpdPush>
{
    public const int MaxPushIdLength = 64;
    public const int MaxLength = 100;

    public DpdPushValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(p => p.PushId).Must(BePresent).WithMessage("is required")
            .MaximumLength(MaxPushIdLength).WithMessage($"is longer than {MaxPushIdLength} characters").OverridePropertyName(DpdPush.PushIdField);
        RuleFor(p => p.ParcelNumber).Must(BePresent).WithMessage("is required")
            .MaximumLength(MaxLength).WithMessage(TooLong).OverridePropertyName(DpdPush.ParcelNumberField);
        RuleFor(p => p.Status).Must(BePresent).WithMessage("is required")
            .MaximumLength(MaxLength).WithMessage(TooLong).OverridePropertyName(DpdPush.StatusField);
        RuleFor(p => p.StatusDate).MaximumLength(MaxLength).WithMessage(TooLong).OverridePropertyName(DpdPush.StatusDateField);
        RuleFor(p => p.Depot).MaximumLength(MaxLength).WithMessage(TooLong).OverridePropertyName(DpdPush.DepotField);
    }

    private static string TooLong => $"is longer than {MaxLength} characters";

    private static bool BePresent(string? text) => !string.IsNullOrWhiteSpace(text);
}
