using Eci.Core;
using FluentValidation;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>Bound from <c>Eci:Tracking:Page</c>.</summary>
internal sealed class TrackingPageOptions
{
    public const string Section = "Eci:Tracking:Page";

    /// <summary>Page views a minute that one client address may keep up, and take at once; 0 switches the limit off.</summary>
    public int RatePerAddress { get; set; } = 120;

    /// <summary>Page views a minute that one token allows, whoever asks; 0 switches the limit off.</summary>
    public int RatePerToken { get; set; } = 60;
}

internal sealed class TrackingPageOptionsValidator : OptionsValidator<TrackingPageOptions>
{
    private const int MostPerMinute = 1_000_000;

    public TrackingPageOptionsValidator()
    {
        RuleFor(o => o.RatePerAddress).InclusiveBetween(0, MostPerMinute).WithName($"{TrackingPageOptions.Section}:RatePerAddress");
        RuleFor(o => o.RatePerToken).InclusiveBetween(0, MostPerMinute).WithName($"{TrackingPageOptions.Section}:RatePerToken");
    }
}
