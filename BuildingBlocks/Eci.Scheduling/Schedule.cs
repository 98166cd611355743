using System.ComponentModel;

namespace Eci.Scheduling;

/// <summary>Whether the job of an app is run, and if not, why.</summary>
[Description("Whether a schedule runs, and if not, why.")]
public enum ScheduleState
{
    Active,

    /// <summary>The app is switched off.</summary>
    AppDisabled,

    /// <summary>The app belongs to no integration that is switched on.</summary>
    IntegrationDisabled,

    /// <summary>No integration of the app is paid.</summary>
    SubscriptionRequired,

    /// <summary>The cron text or the time zone of the app cannot be read.</summary>
    Unreadable,
}

/// <summary>The job of one app.</summary>
/// <param name="TenantId">Owner of the app.</param>
/// <param name="AppId">The app.</param>
/// <param name="AppName">Its name.</param>
/// <param name="Kind">Stable name of the kind of app, for example <c>dhl</c>.</param>
/// <param name="Job">Name of the job.</param>
/// <param name="Cron">Cron text that holds for it: its own or the job's default.</param>
/// <param name="TimeZone">Time zone that holds for it: its own or the hub's default.</param>
/// <param name="State">Whether it is run.</param>
/// <param name="NextRunAt">UTC; null when nothing is planned (yet).</param>
/// <param name="RequestedAt">Since when a run outside of the schedule is wanted, UTC; null: none is.</param>
/// <param name="IsRunning">A run goes on now.</param>
/// <param name="LastRun">The newest run, the current one included; null when there was none or it is no longer kept.</param>
public sealed record Schedule(
    string TenantId,
    string AppId,
    string AppName,
    string Kind,
    string Job,
    string Cron,
    string TimeZone,
    ScheduleState State,
    DateTimeOffset? NextRunAt,
    DateTimeOffset? RequestedAt,
    bool IsRunning,
    ScheduleRun? LastRun);

/// <summary>What became of the wish for a run: one of both.</summary>
/// <param name="Schedule">The job, a run of which will start within a tick, or after the current one.</param>
/// <param name="Refusal">Why there will be no run.</param>
public sealed record ScheduleRequest(Schedule? Schedule, ScheduleRefusal? Refusal);

/// <summary>Why a run is refused.</summary>
/// <param name="Code">Stable, SCREAMING_SNAKE_CASE.</param>
/// <param name="Message">One sentence for the caller.</param>
public sealed record ScheduleRefusal(string Code, string Message);
