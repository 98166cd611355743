using Eci.Vocabulary;
using Microsoft.Extensions.Options;

namespace Eci.Carriers.Polling;

/// <summary>How long to wait before a package is asked about again.</summary>
internal sealed class PollIntervals(IOptions<CarriersOptions> options)
{
    private const int MaxDoublings = 30;

    private readonly CarriersOptions _options = options.Value;

    /// <summary>After an answer: often where things happen, seldom where nothing does.</summary>
    /// <param name="state">Where the package is.</param>
    /// <param name="quietFor">Time since the last news.</param>
    /// <param name="hasNews">The answer held news: more may follow soon.</param>
    public TimeSpan AfterAnswer(PackageState state, TimeSpan quietFor, bool hasNews)
    {
        var shortest = ShortestOf(state);
        if (hasNews)
            return Scaled(shortest / 2);
        var grown = quietFor * _options.QuietShare;
        if (grown > _options.MaxInterval)
            grown = _options.MaxInterval;
        return Scaled(grown > shortest ? grown : shortest);
    }

    /// <summary>After the carrier did not know the number.</summary>
    /// <param name="misses">How often in a row, this time included.</param>
    public TimeSpan AfterMiss(int misses) => Doubled(_options.UnknownInterval, misses);

    /// <summary>After a request that failed.</summary>
    /// <param name="failures">How often in a row, this time included.</param>
    public TimeSpan AfterFailure(int failures) => Doubled(_options.FailureInterval, failures);

    /// <summary>True when it is time to stop asking about a number that the carrier does not know.</summary>
    /// <param name="age">Time since the package was created.</param>
    /// <param name="misses">How often in a row the carrier did not know it.</param>
    public bool GivesUp(TimeSpan age, int misses) => misses >= _options.GiveUpUnknownMisses && age >= _options.GiveUpUnknownAfter;

    private TimeSpan ShortestOf(PackageState state) => state switch
    {
        PackageState.OutForDelivery => _options.OutForDeliveryInterval,
        PackageState.FailedAttempt => _options.FailedAttemptInterval,
        PackageState.InTransit => _options.InTransitInterval,
        PackageState.Exception => _options.ExceptionInterval,
        PackageState.AvailableForPickup => _options.AvailableForPickupInterval,
        PackageState.InformationReceived => _options.InformationReceivedInterval,
        PackageState.Init or PackageState.Pending => _options.InitInterval,
        PackageState.Expired or PackageState.Delivered => _options.MaxInterval,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };

    private TimeSpan Doubled(TimeSpan first, int times)
    {
        var ticks = first.Ticks * Math.Pow(2, Math.Clamp(times - 1, 0, MaxDoublings));
        return Scaled(ticks < _options.MaxInterval.Ticks ? TimeSpan.FromTicks((long)ticks) : _options.MaxInterval);
    }

    private TimeSpan Scaled(TimeSpan pause) => pause * _options.IntervalScale;
}
