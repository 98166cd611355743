namespace Eci.Carriers;

/// <summary>What answers of all carriers have in common.</summary>
public static class CarrierAnswers
{
    /// <summary>The longest time that a refusal is believed: quotas are by the day.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <summary>How long the carrier asks to wait, by its header <c>Retry-After</c>, seconds or date; null when it does not say. At most a day.</summary>
    public static TimeSpan? RetryAfter(this HttpResponseMessage answer, DateTimeOffset now)
    {
        var pause = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        return pause is { } wanted ? TimeSpan.FromTicks(Math.Clamp(wanted.Ticks, 0, LongestPause.Ticks)) : null;
    }
}
