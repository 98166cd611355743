using Eci.Core;
using FluentValidation;

namespace Eci.Modules.Sandbox.Dhl;

/// <summary>Bound from <c>Eci:Sandbox:Dhl</c>.</summary>
internal sealed class DhlSimulatorOptions
{
    public const string Section = "Eci:Sandbox:Dhl";

    /// <summary>Seconds from one scan of a parcel to the next.</summary>
    public double StepSeconds { get; set; } = 7;

    /// <summary>Calls that a key may make within a second.</summary>
    public int CallsPerSecond { get; set; } = 50;

    /// <summary>Calls that a key may make from midnight to midnight (UTC).</summary>
    public int CallsPerDay { get; set; } = 1_000_000;
}

internal sealed class DhlSimulatorOptionsValidator : OptionsValidator<DhlSimulatorOptions>
{
    public DhlSimulatorOptionsValidator()
    {
        RuleFor(o => o.StepSeconds).InclusiveBetween(0.1, 86_400)
            .WithMessage($"{DhlSimulatorOptions.Section}:StepSeconds must be between 0.1 and 86400.");
        RuleFor(o => o.CallsPerSecond).GreaterThan(0)
            .WithMessage($"{DhlSimulatorOptions.Section}:CallsPerSecond must be at least 1.");
        RuleFor(o => o.CallsPerDay).GreaterThan(0)
            .WithMessage($"{DhlSimulatorOptions.Section}:CallsPerDay must be at least 1.");
    }
}
