using Eci.Core;
using FluentValidation;

namespace Eci.Carriers;

/// <summary>How carriers are asked about packages, bound from <c>Eci:Carriers</c>.</summary>
internal sealed class CarriersOptions
{
    public const string Section = "Eci:Carriers";

    /// <summary>Packages older than this are not asked about.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(60);

    /// <summary>Multiplies every pause between two questions about one package.</summary>
    public double IntervalScale { get; set; } = 1;

    /// <summary>Shortest pause of a package that is out for delivery.</summary>
    public TimeSpan OutForDeliveryInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Shortest pause after a failed attempt.</summary>
    public TimeSpan FailedAttemptInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Shortest pause on the way.</summary>
    public TimeSpan InTransitInterval { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Shortest pause with a problem.</summary>
    public TimeSpan ExceptionInterval { get; set; } = TimeSpan.FromHours(3);

    /// <summary>Shortest pause while a package waits in a shop or locker.</summary>
    public TimeSpan AvailableForPickupInterval { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Shortest pause while the carrier has the order data only.</summary>
    public TimeSpan InformationReceivedInterval { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Shortest pause of a package that the carrier knows, but has told nothing of.</summary>
    public TimeSpan InitInterval { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Longest pause, however long there was no news; shortest one of expired packages.</summary>
    public TimeSpan MaxInterval { get; set; } = TimeSpan.FromHours(12);

    /// <summary>The pause grows to this share of the time without news.</summary>
    public double QuietShare { get; set; } = 0.1;

    /// <summary>Pause after the first answer that the number is not known; each further one doubles it, up to <see cref="MaxInterval"/>.</summary>
    public TimeSpan UnknownInterval { get; set; } = TimeSpan.FromHours(2);

    /// <summary>A number that is not known is not given up while its package is younger than this.</summary>
    public TimeSpan GiveUpUnknownAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>A number that is not known is not given up before so many answers in a row said so.</summary>
    public int GiveUpUnknownMisses { get; set; } = 5;

    /// <summary>Pause after the first failed request about a package; each further one doubles it, up to <see cref="MaxInterval"/>.</summary>
    public TimeSpan FailureInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>So many failed requests in a row end a run: the carrier seems to be down.</summary>
    public int FailuresInARow { get; set; } = 5;

    /// <summary>How long an app rests when its carrier seems to be down.</summary>
    public TimeSpan PauseWhenDown { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an app rests when its carrier takes no further requests and does not say until when.</summary>
    public TimeSpan ThrottlePause { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Longest rest that a carrier can impose.</summary>
    public TimeSpan MaxThrottlePause { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long an app rests after such an answer.</summary>
    internal TimeSpan PauseAfter(CarrierThrottledException exception)
    {
        var pause = exception.RetryAfter is { } asked && asked > TimeSpan.Zero ? asked : ThrottlePause;
        return pause < MaxThrottlePause ? pause : MaxThrottlePause;
    }

    /// <summary>
    /// Share of the day's requests that may be used at once; the rest becomes free evenly over the day, except for packages that are out
    /// for delivery. 1: all may be used at once.
    /// </summary>
    public double BudgetHeadStart { get; set; } = 0.25;

    /// <summary>Longest time for one request.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long claimed packages are left alone by other processes.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Most packages claimed, asked about and stored together.</summary>
    public int BatchSize { get; set; } = 20;

    /// <summary>A batch holds no more packages than can be asked about in this time, so that news does not wait for the pauses between requests.</summary>
    public TimeSpan BatchTime { get; set; } = TimeSpan.FromSeconds(15);
}

internal sealed class CarriersOptionsValidator : OptionsValidator<CarriersOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public CarriersOptionsValidator()
    {
        RuleFor(o => o.MaxAge).GreaterThan(TimeSpan.Zero).WithName(Key(nameof(CarriersOptions.MaxAge)));
        RuleFor(o => o.IntervalScale).InclusiveBetween(0.00001, 100).WithName(Key(nameof(CarriersOptions.IntervalScale)));
        Pause(o => o.OutForDeliveryInterval, nameof(CarriersOptions.OutForDeliveryInterval));
        Pause(o => o.FailedAttemptInterval, nameof(CarriersOptions.FailedAttemptInterval));
        Pause(o => o.InTransitInterval, nameof(CarriersOptions.InTransitInterval));
        Pause(o => o.ExceptionInterval, nameof(CarriersOptions.ExceptionInterval));
        Pause(o => o.AvailableForPickupInterval, nameof(CarriersOptions.AvailableForPickupInterval));
        Pause(o => o.InformationReceivedInterval, nameof(CarriersOptions.InformationReceivedInterval));
        Pause(o => o.InitInterval, nameof(CarriersOptions.InitInterval));
        Pause(o => o.MaxInterval, nameof(CarriersOptions.MaxInterval));
        Pause(o => o.UnknownInterval, nameof(CarriersOptions.UnknownInterval));
        Pause(o => o.FailureInterval, nameof(CarriersOptions.FailureInterval));
        Pause(o => o.PauseWhenDown, nameof(CarriersOptions.PauseWhenDown));
        Pause(o => o.ThrottlePause, nameof(CarriersOptions.ThrottlePause));
        Pause(o => o.MaxThrottlePause, nameof(CarriersOptions.MaxThrottlePause));
        RuleFor(o => o.QuietShare).InclusiveBetween(0, 1).WithName(Key(nameof(CarriersOptions.QuietShare)));
        RuleFor(o => o.GiveUpUnknownAfter).GreaterThanOrEqualTo(TimeSpan.Zero).WithName(Key(nameof(CarriersOptions.GiveUpUnknownAfter)));
        RuleFor(o => o.GiveUpUnknownMisses).InclusiveBetween(1, 1000).WithName(Key(nameof(CarriersOptions.GiveUpUnknownMisses)));
        RuleFor(o => o.FailuresInARow).InclusiveBetween(1, 1000).WithName(Key(nameof(CarriersOptions.FailuresInARow)));
        RuleFor(o => o.BudgetHeadStart).InclusiveBetween(0, 1).WithName(Key(nameof(CarriersOptions.BudgetHeadStart)));
        RuleFor(o => o.RequestTimeout).InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)).WithName(Key(nameof(CarriersOptions.RequestTimeout)));
        RuleFor(o => o.Lease).Must((o, lease) => lease >= o.RequestTimeout * 2)
            .WithMessage($"{Key(nameof(CarriersOptions.Lease))} must be at least twice {Key(nameof(CarriersOptions.RequestTimeout))}.");
        RuleFor(o => o.BatchSize).InclusiveBetween(1, 200).WithName(Key(nameof(CarriersOptions.BatchSize)));
        RuleFor(o => o.BatchTime).InclusiveBetween(TimeSpan.Zero, TimeSpan.FromMinutes(10)).WithName(Key(nameof(CarriersOptions.BatchTime)));
    }

    private static string Key(string name) => $"{CarriersOptions.Section}:{name}";

    private void Pause(System.Linq.Expressions.Expression<Func<CarriersOptions, TimeSpan>> setting, string name) =>
        RuleFor(setting).GreaterThan(TimeSpan.Zero).LessThanOrEqualTo(Longest).WithName(Key(name));
}
