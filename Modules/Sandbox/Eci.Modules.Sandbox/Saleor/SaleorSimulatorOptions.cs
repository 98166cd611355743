using Eci.Core;
using Eci.Modules.Sandbox.Saleor.Seed;
using FluentValidation;

namespace Eci.Modules.Sandbox.Saleor;

/// <summary>Bound from <c>Eci:Sandbox:Saleor</c>.</summary>
internal sealed class SaleorSimulatorOptions
{
    public const string Section = "Eci:Sandbox:Saleor";

    /// <summary>Products of the shop at the start.</summary>
    public int Products { get; set; } = new SeedSize().Products;

    /// <summary>Number of the first order.</summary>
    public int FirstOrderNumber { get; set; } = 2001;

    /// <summary>Where the shop is reached, without a path; null for the address it was last called at.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>How many times faster than in the real world failed webhooks are repeated.</summary>
    public double RetrySpeed { get; set; } = 1;

    /// <summary>How long an app may take to answer.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>File that keeps what happened, so that the shop is the same after a restart; null for a shop that forgets.</summary>
    public string? StateFile { get; set; }
}

internal sealed class SaleorSimulatorOptionsValidator : OptionsValidator<SaleorSimulatorOptions>
{
    public SaleorSimulatorOptionsValidator()
    {
        RuleFor(o => o.Products).InclusiveBetween(1, SeedSize.Most)
            .WithMessage($"{SaleorSimulatorOptions.Section}:Products must be between 1 and {SeedSize.Most}.");
        RuleFor(o => o.FirstOrderNumber).GreaterThan(0)
            .WithMessage($"{SaleorSimulatorOptions.Section}:FirstOrderNumber must be at least 1.");
        RuleFor(o => o.BaseAddress).Must(address => address is null or { IsAbsoluteUri: true, Scheme: "http" or "https" })
            .WithMessage($"{SaleorSimulatorOptions.Section}:BaseAddress must be an absolute http or https address.");
        RuleFor(o => o.RetrySpeed).InclusiveBetween(1, 1_000_000)
            .WithMessage($"{SaleorSimulatorOptions.Section}:RetrySpeed must be between 1 and 1000000.");
        RuleFor(o => o.AnswerTimeout).InclusiveBetween(TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5))
            .WithMessage($"{SaleorSimulatorOptions.Section}:AnswerTimeout must be between 10 milliseconds and 5 minutes.");
    }
}
