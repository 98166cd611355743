using Eci.Core;
using FluentValidation;

namespace Eci.Modules.Tracking;

/// <summary>Bound from <c>Eci:Tracking</c>.</summary>
internal sealed class TrackingOptions
{
    public const string Section = "Eci:Tracking";

    /// <summary>A package without any news for so long becomes EXPIRED.</summary>
    public TimeSpan ExpireAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>A package under way without any news for so long needs attention.</summary>
    public TimeSpan AttentionAfter { get; set; } = TimeSpan.FromDays(5);

    /// <summary>A transition that waited longer than this and is no longer the package's state is not mailed.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Scans that a carrier tells of when it is asked are mailed up to this age.</summary>
    public TimeSpan MailNewsUpTo { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Reports for packages that never arrive are dropped after this time.</summary>
    public TimeSpan KeepParkedFor { get; set; } = TimeSpan.FromDays(60);

    /// <summary>Reports that could not be acted on are dropped after this time.</summary>
    public TimeSpan KeepUnmappedFor { get; set; } = TimeSpan.FromDays(90);
}

internal sealed class TrackingOptionsValidator : OptionsValidator<TrackingOptions>
{
    public TrackingOptionsValidator()
    {
        RuleFor(o => o.ExpireAfter).GreaterThan(TimeSpan.Zero).WithName($"{TrackingOptions.Section}:ExpireAfter");
        RuleFor(o => o.AttentionAfter).GreaterThan(TimeSpan.Zero).WithName($"{TrackingOptions.Section}:AttentionAfter");
        RuleFor(o => o.StaleAfter).GreaterThan(TimeSpan.Zero).WithName($"{TrackingOptions.Section}:StaleAfter");
        RuleFor(o => o.MailNewsUpTo).GreaterThan(TimeSpan.Zero).WithName($"{TrackingOptions.Section}:MailNewsUpTo");
        RuleFor(o => o.KeepParkedFor).GreaterThan(TimeSpan.Zero).WithName($"{TrackingOptions.Section}:KeepParkedFor");
        RuleFor(o => o.KeepUnmappedFor).GreaterThan(TimeSpan.Zero).WithName($"{TrackingOptions.Section}:KeepUnmappedFor");
    }
}
