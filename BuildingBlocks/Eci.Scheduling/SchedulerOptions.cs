using Eci.Core;
using FluentValidation;

namespace Eci.Scheduling;

/// <summary>How jobs of apps are run, bound from <c>Eci:Scheduler</c>.</summary>
internal sealed class SchedulerOptions
{
    public const string Section = "Eci:Scheduler";

    /// <summary>Time zone of schedules whose app names none; IANA name.</summary>
    public string TimeZone { get; set; } = "Europe/Berlin";

    /// <summary>How often the database is asked what is due.</summary>
    public TimeSpan Tick { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the right to a run lasts unless renewed; runs of a crashed process are taken over after it.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Runs at once in this process.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>Longest delay by which apps with the same schedule are set apart; zero starts them together.</summary>
    public TimeSpan Spread { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the history of runs is kept.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);
}

internal sealed class SchedulerOptionsValidator : OptionsValidator<SchedulerOptions>
{
    public SchedulerOptionsValidator()
    {
        RuleFor(o => o.TimeZone)
            .Must(zone => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            .WithMessage(o => $"{SchedulerOptions.Section}:TimeZone is '{o.TimeZone}', which names no time zone of this system; 'Europe/Berlin' is one.");
        RuleFor(o => o.Tick).InclusiveBetween(TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)).WithName($"{SchedulerOptions.Section}:Tick");
        RuleFor(o => o.Lease).InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)).WithName($"{SchedulerOptions.Section}:Lease");
        RuleFor(o => o.Concurrency).InclusiveBetween(1, 256).WithName($"{SchedulerOptions.Section}:Concurrency");
        RuleFor(o => o.Spread).InclusiveBetween(TimeSpan.Zero, TimeSpan.FromHours(1)).WithName($"{SchedulerOptions.Section}:Spread");
        RuleFor(o => o.Retention).InclusiveBetween(TimeSpan.FromDays(1), TimeSpan.FromDays(3650)).WithName($"{SchedulerOptions.Section}:Retention");
    }
}
