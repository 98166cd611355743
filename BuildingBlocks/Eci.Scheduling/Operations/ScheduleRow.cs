using Eci.Scheduling.Storage;

namespace Eci.Scheduling.Operations;

/// <summary>An app that has a job, with where it stands.</summary>
internal sealed class ScheduleRow
{
    public required string AppId { get; init; }

    public required string TenantId { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public string? CronSchedule { get; init; }

    public string? CronTimeZone { get; init; }

    public bool Enabled { get; init; }

    /// <summary>It belongs to an integration that is switched on.</summary>
    public bool IsIntegrated { get; init; }

    /// <summary>One of these integrations is paid.</summary>
    public bool IsPaid { get; init; }

    public ScheduledJob? Job { get; init; }

    /// <summary>The newest run.</summary>
    public ScheduledRun? Run { get; init; }

    /// <summary>The row in the words of callers, once somebody asked for it.</summary>
    public Schedule? Shown { get; set; }
}
