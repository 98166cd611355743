using Eci.Scheduling;
using Eci.Sync.Engine;

namespace Eci.Sync.Runs;

/// <summary>What runs count, by entity.</summary>
internal static class RunCounts
{
    /// <summary>Records stored that were new or changed.</summary>
    public static void CountPage(this JobRun run, SyncPartInfo part, StoredPage page)
    {
        Count(run, part, "stored", page.Stored);
        Count(run, part, "unchanged", page.Unchanged);
        Count(run, part, "failed", page.Failed);
    }

    /// <summary>Pushes asked for.</summary>
    public static void CountAsked(this JobRun run, SyncPartInfo part, int asked) => Count(run, part, "asked", asked);

    private static void Count(JobRun run, SyncPartInfo part, string what, int number)
    {
        if (number > 0)
            run.Count($"{part.Entity}.{what}", number);
    }
}
