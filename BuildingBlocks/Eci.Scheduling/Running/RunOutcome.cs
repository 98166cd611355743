namespace Eci.Scheduling.Running;

/// <summary>How a run ended.</summary>
internal sealed record RunOutcome(
    ScheduleRunStatus Status, IReadOnlyDictionary<string, long> Counts, string? Note = null, string? ErrorType = null, string? Error = null);
