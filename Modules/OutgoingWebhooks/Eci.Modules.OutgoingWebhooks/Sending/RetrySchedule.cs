namespace Eci.Modules.OutgoingWebhooks.Sending;

/// <summary>When a delivery that failed is tried again, and how long an endpoint that is overloaded is left alone.</summary>
internal static class RetrySchedule
{
    /// <summary>A delivery is tried once at once and again after each of these.</summary>
    public static readonly IReadOnlyList<TimeSpan> Delays =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>No endpoint may ask to be left alone for longer.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(24);

    private const double Jitter = 0.2;
    private const int MostDoublings = 6;

    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(30);

    /// <summary>The wait before the next attempt; null when there is none.</summary>
    /// <param name="attempts">Attempts made so far.</param>
    /// <param name="pause">How long the endpoint is left alone.</param>
    /// <param name="chance">From 0 to 1, spreads deliveries that failed together.</param>
    public static TimeSpan? Next(int attempts, TimeSpan? pause, double chance)
    {
        if (attempts > Delays.Count)
            return null;
        var wait = Delays[attempts - 1];
        return (pause > wait ? pause.Value : wait) * (1 + (Jitter * chance));
    }

    /// <summary>How long to leave an overloaded endpoint alone.</summary>
    /// <param name="retryAfter">What it asked for.</param>
    public static TimeSpan PauseOf(TimeSpan? retryAfter) => retryAfter switch
    {
        null => UsualPause,
        { } asked when asked > LongestPause => LongestPause,
        { } asked when asked < TimeSpan.Zero => TimeSpan.Zero,
        { } asked => asked,
    };

    /// <summary>The wait for a free place at an endpoint: doubles each time, up to about a minute.</summary>
    public static TimeSpan Postpone(int postponed, double chance) =>
        TimeSpan.FromSeconds(1 << Math.Min(postponed, MostDoublings)) * (0.5 + chance);
}
