using Eci.Core;

namespace Eci.Scheduling.Storage;

/// <summary>One run of an app's job.</summary>
internal sealed class ScheduledRun : ITenantOwned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string AppId { get; init; }

    public required string Job { get; init; }

    public required ScheduleRunTrigger Trigger { get; init; }

    /// <summary>When it should have started, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public required ScheduleRunStatus Status { get; set; }

    /// <summary>A JSON object of numbers, see <see cref="JobRun.Counts"/>.</summary>
    public string Counts { get; set; } = "{}";

    public string? Note { get; set; }

    public string? ErrorType { get; set; }

    public string? Error { get; set; }
}
