using FluentValidation;
using Microsoft.Extensions.Options;

namespace Eci.Web.GraphQL.Subscriptions;

/// <summary>Limits of GraphQL subscriptions, section <c>Eci:GraphQL:Subscriptions</c>.</summary>
public sealed class SubscriptionOptions
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Eci:GraphQL:Subscriptions";

    /// <summary>Most subscriptions at once of one API key in this process.</summary>
    public int MaxPerKey { get; set; } = 10;

    /// <summary>Most subscriptions at once in this process.</summary>
    public int MaxInAll { get; set; } = 200;

    /// <summary>Changes that wait for a reader; one that is further behind is disconnected.</summary>
    public int Buffer { get; set; } = 256;

    /// <summary>How often the database is asked for changes while somebody listens.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest silence on a connection.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest life of a subscription: its key is looked at anew when the client subscribes again.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);
}

internal sealed class SubscriptionOptionsValidator : AbstractValidator<SubscriptionOptions>, IValidateOptions<SubscriptionOptions>
{
    public SubscriptionOptionsValidator()
    {
        RuleFor(o => o.MaxPerKey).InclusiveBetween(0, 10_000);
        RuleFor(o => o.MaxInAll).InclusiveBetween(0, 10_000);
        RuleFor(o => o.Buffer).InclusiveBetween(1, 100_000);
        RuleFor(o => o.Interval).InclusiveBetween(TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        RuleFor(o => o.Heartbeat).InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        RuleFor(o => o.Lifetime).InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
    }

    public ValidateOptionsResult Validate(string? name, SubscriptionOptions options)
    {
        var result = Validate(options);
        return result.IsValid
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(result.Errors.Select(e => $"{SubscriptionOptions.Section}:{e.PropertyName}: {e.ErrorMessage}"));
    }
}
