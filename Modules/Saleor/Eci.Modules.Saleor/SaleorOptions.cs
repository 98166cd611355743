using Eci.Core;
using FluentValidation;

namespace Eci.Modules.Saleor;

/// <summary>Bound from <c>Eci:Saleor</c>.</summary>
internal sealed class SaleorOptions
{
    public const string Section = "Eci:Saleor";

    /// <summary>Longest wait for an answer to begin; question and answer together take at most twice as long.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}

internal sealed class SaleorOptionsValidator : OptionsValidator<SaleorOptions>
{
    public SaleorOptionsValidator() => RuleFor(o => o.Timeout)
        .InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5))
        .WithName($"{SaleorOptions.Section}:Timeout");
}
