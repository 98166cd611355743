using Eci.Core;
using FluentValidation;

namespace Eci.Modules.Dhl;

/// <summary>Bound from <c>Eci:Dhl</c>.</summary>
internal sealed class DhlOptions
{
    public const string Section = "Eci:Dhl";

    /// <summary>Shipment Tracking - Unified.</summary>
    public string BaseAddress { get; set; } = "https://api-eu.dhl.com/track";

    /// <summary>Longest wait for an answer to begin; question and answer together take at most twice as long.</summary>
    public int TimeoutSeconds { get; set; } = 20;
}

internal sealed class DhlOptionsValidator : OptionsValidator<DhlOptions>
{
    public DhlOptionsValidator()
    {
        RuleFor(o => o.BaseAddress)
            .Must(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Query.Length == 0)
            .WithMessage($"{DhlOptions.Section}:BaseAddress must be an http or https address without a query.");
        RuleFor(o => o.TimeoutSeconds)
            .InclusiveBetween(1, 120)
            .WithMessage($"{DhlOptions.Section}:TimeoutSeconds must be between 1 and 120.");
    }
}
