using Eci.Core;
using FluentValidation;

namespace Eci.Modules.ProductFeed;

/// <summary>Bound from <c>Eci:ProductFeed</c>.</summary>
internal sealed class ProductFeedOptions
{
    public const string Section = "Eci:ProductFeed";

    /// <summary>How long changes may gather before a feed is built anew.</summary>
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>From the begin of one build to the next, however much changes.</summary>
    public TimeSpan MinInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A feed that is older is built anew although nothing changed: prices begin and end by the clock.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(6);
}

internal sealed class ProductFeedOptionsValidator : OptionsValidator<ProductFeedOptions>
{
    public ProductFeedOptionsValidator()
    {
        RuleFor(o => o.QuietTime).InclusiveBetween(TimeSpan.Zero, TimeSpan.FromHours(1)).WithName($"{ProductFeedOptions.Section}:QuietTime");
        RuleFor(o => o.MinInterval).InclusiveBetween(TimeSpan.Zero, TimeSpan.FromDays(1)).WithName($"{ProductFeedOptions.Section}:MinInterval");
        RuleFor(o => o.MaxAge).InclusiveBetween(TimeSpan.FromMinutes(1), TimeSpan.FromDays(7)).WithName($"{ProductFeedOptions.Section}:MaxAge");
    }
}
