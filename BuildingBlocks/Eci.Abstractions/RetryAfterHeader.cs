namespace Eci;

/// <summary>Reads the header <c>Retry-After</c> of answers.</summary>
public static class RetryAfterHeader
{
    /// <summary>The longest pause that is believed: quotas are by the day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>How long a server asks to be left alone, in seconds or until a date.</summary>
    /// <param name="answer">Its answer.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Between zero and <see cref="Longest"/>; null when it does not say, or nothing that can be understood.</returns>
    public static TimeSpan? RetryAfter(this HttpResponseMessage answer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var pause = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        return pause is { } wanted ? TimeSpan.FromTicks(Math.Clamp(wanted.Ticks, 0, Longest.Ticks)) : null;
    }
}
