using System.Buffers.Binary;
using Eci.Core;

namespace Eci.Scheduling.Cron;

/// <summary>
/// Sets apps with the same schedule apart, so that a thousand tenants do not start in the same second: every app has a share of its own,
/// the same in every process and after every start.
/// </summary>
/// <param name="appId">The app.</param>
/// <param name="longest">Longest delay.</param>
internal readonly struct Spread(string appId, TimeSpan longest)
{
    /// <summary>The delay is at most this part of the time from one run to the next.</summary>
    private const double PartOfInterval = 0.1;

    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMinutes(1);

    /// <summary>How much later than its schedule says the app runs.</summary>
    /// <param name="interval">Time to the occurrence after that; null when there is none. Below a minute nothing is delayed.</param>
    public TimeSpan Delay(TimeSpan? interval)
    {
        if (interval < ShortestInterval || longest == TimeSpan.Zero)
            return TimeSpan.Zero;
        var most = interval is { } known && known * PartOfInterval < longest ? known * PartOfInterval : longest;
        return TimeSpan.FromMilliseconds(Math.Floor(most.TotalMilliseconds * Share()));
    }

    /// <summary>From 0 to just below 1, evenly spread over the ids of apps.</summary>
    private double Share()
    {
        Span<byte> hash = stackalloc byte[16];
        Ids.NameBased("schedule", appId).TryWriteBytes(hash, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / (uint.MaxValue + 1.0);
    }
}
