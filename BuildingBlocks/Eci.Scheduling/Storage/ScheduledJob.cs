using Eci.Core;

namespace Eci.Scheduling.Storage;

/// <summary>Where the job of one app stands. Every change raises the version, so that of several processes one gets a run.</summary>
internal sealed class ScheduledJob : ITenantOwned, IVersioned
{
    public required string AppId { get; init; }

    public required string TenantId { get; init; }

    /// <summary><see cref="IAppJob.Name"/>.</summary>
    public required string Job { get; set; }

    /// <summary>The app's own cron text when its next run was planned.</summary>
    public string? CronSchedule { get; set; }

    /// <summary>The app's own time zone when its next run was planned.</summary>
    public string? CronTimeZone { get; set; }

    /// <summary>All that decided about the next run, defaults included; null: nothing is planned.</summary>
    public string? Plan { get; set; }

    /// <summary>UTC; null when nothing is planned or the plan cannot be read.</summary>
    public DateTimeOffset? NextRunAt { get; set; }

    /// <summary>Since when somebody wants a run outside of the plan, UTC.</summary>
    public DateTimeOffset? RequestedAt { get; set; }

    /// <summary>A run is going on and belongs to one process until this moment, UTC. Null: no run is going on.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>The newest run. While the lease lasts it is the fence: only who started this run may renew or end it.</summary>
    public string? RunId { get; set; }

    /// <summary>Runs in a row that were broken off.</summary>
    public int Interruptions { get; set; }

    public int Version { get; set; }
}
