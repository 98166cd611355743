using Eci.Core;
using FluentValidation;

namespace Eci.Web.Webhooks;

/// <summary>Limits of every webhook, bound from <c>Eci:Webhooks</c>.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Eci:Webhooks";

    /// <summary>Requests a second that one webhook may keep up; 0 switches the limit off.</summary>
    public int RatePerSecond { get; set; } = 1000;

    /// <summary>Requests that one webhook may send at once before the rate counts.</summary>
    public int Burst { get; set; } = 5000;

    /// <summary>Largest body.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Longest query string. The server itself refuses request lines above 8 KB.</summary>
    public int MaxQueryLength { get; set; } = 4096;

    /// <summary>Longest wait for the database to say whose webhook it is, and again to store the news. Then the answer is 503.</summary>
    public TimeSpan StorageTimeout { get; set; } = TimeSpan.FromSeconds(5);
}

internal sealed class WebhookOptionsValidator : OptionsValidator<WebhookOptions>
{
    private const int MostPerSecond = 1_000_000;
    private const int LargestBody = 100 * 1024 * 1024;
    private const int LongestQuery = 8192;

    public WebhookOptionsValidator()
    {
        RuleFor(o => o.RatePerSecond).InclusiveBetween(0, MostPerSecond).WithName($"{WebhookOptions.Section}:RatePerSecond");
        RuleFor(o => o.Burst).InclusiveBetween(1, MostPerSecond).WithName($"{WebhookOptions.Section}:Burst");
        RuleFor(o => o.MaxBodyBytes).InclusiveBetween(1, LargestBody).WithName($"{WebhookOptions.Section}:MaxBodyBytes");
        RuleFor(o => o.MaxQueryLength).InclusiveBetween(1, LongestQuery).WithName($"{WebhookOptions.Section}:MaxQueryLength");
        RuleFor(o => o.StorageTimeout).InclusiveBetween(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1))
            .WithName($"{WebhookOptions.Section}:StorageTimeout");
    }
}
