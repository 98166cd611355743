using Eci.Scheduling.Storage;

namespace Eci.Scheduling.Running;

/// <summary>
/// A run that was broken off is made up for at once, but only once in a row: an app whose run brings the process down shall not do so
/// again and again.
/// </summary>
internal static class Interruption
{
    public const string OfDeadProcess = "The process that ran it ended or stood still.";

    /// <param name="before">Runs of the app that were broken off right before this one.</param>
    public static bool IsRepeated(int before) => before == 0;

    /// <summary>Ends a run whose lease ran out; the rows are written by the caller.</summary>
    public static void Bury(ScheduledJob job, ScheduledRun? dead, DateTimeOffset now)
    {
        job.LeasedUntil = null;
        if (IsRepeated(job.Interruptions))
        {
            if (dead?.Trigger is ScheduleRunTrigger.Manual)
                job.RequestedAt = now;
            else
                job.NextRunAt = now;
        }

        job.Interruptions++;
        if (dead is null)
            return;
        dead.Status = ScheduleRunStatus.Interrupted;
        dead.FinishedAt = now;
        dead.Error = OfDeadProcess;
    }
}
