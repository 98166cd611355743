namespace Eci.Sync.Engine;

/// <summary>How long to wait after failures.</summary>
internal static class BackOff
{
    /// <summary>How long an app rests when its system does not accept the credentials.</summary>
    public static readonly TimeSpan Denied = TimeSpan.FromMinutes(15);

    /// <summary>How long an app rests when its system throttles and does not say until when.</summary>
    public static readonly TimeSpan Throttled = TimeSpan.FromMinutes(1);

    /// <summary>A record that somebody else changed at the same moment is tried again after this.</summary>
    public static readonly TimeSpan Clash = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan[] Blocks = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    private static readonly TimeSpan[] Failures =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24),
    ];

    private static readonly TimeSpan[] Rests =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5),
    ];

    /// <summary>Until a record is tried again.</summary>
    /// <param name="attempts">How often it failed in a row, this time included.</param>
    public static TimeSpan OfRecord(int attempts) => Failures[Math.Clamp(attempts - 1, 0, Failures.Length - 1)];

    /// <summary>Until a record looks again whether what it waits for is there.</summary>
    /// <param name="attempts">How often it looked in vain, this time included.</param>
    /// <param name="longest">From then on always.</param>
    public static TimeSpan OfBlocked(int attempts, TimeSpan longest) =>
        attempts <= Blocks.Length && Blocks[attempts - 1] < longest ? Blocks[attempts - 1] : longest;

    /// <summary>How long an app rests whose system is down.</summary>
    /// <param name="rests">How often in a row, this time included.</param>
    public static TimeSpan OfSystem(int rests) => Rests[Math.Clamp(rests - 1, 0, Rests.Length - 1)];
}
