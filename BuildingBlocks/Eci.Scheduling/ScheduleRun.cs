using System.ComponentModel;

namespace Eci.Scheduling;

/// <summary>What became of a run.</summary>
[Description("What became of a run.")]
public enum ScheduleRunStatus
{
    Running,
    Succeeded,
    Failed,

    /// <summary>It was cancelled because it took longer than allowed.</summary>
    TimedOut,

    /// <summary>The process stopped, crashed or lost the run to another one.</summary>
    Interrupted,
}

/// <summary>Why a run started.</summary>
[Description("What started a run.")]
public enum ScheduleRunTrigger
{
    Schedule,

    /// <summary>Somebody asked for it.</summary>
    Manual,
}

/// <summary>One run of an app's job.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TenantId">Owner of the app.</param>
/// <param name="AppId">The app.</param>
/// <param name="Job">Name of the job.</param>
/// <param name="Trigger">Why it started.</param>
/// <param name="Status">What became of it.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="FinishedAt">UTC; null while it runs.</param>
/// <param name="Counts">What it did, by name.</param>
/// <param name="Note">Why it did less than it could have.</param>
/// <param name="ErrorType">Type of the error that ended it.</param>
/// <param name="Error">Text of the error, shortened.</param>
public sealed record ScheduleRun(
    string Id,
    string TenantId,
    string AppId,
    string Job,
    ScheduleRunTrigger Trigger,
    ScheduleRunStatus Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyDictionary<string, long> Counts,
    string? Note,
    string? ErrorType,
    string? Error)
{
    /// <summary>How long it took; null while it runs.</summary>
    public TimeSpan? Duration => FinishedAt - StartedAt;
}
