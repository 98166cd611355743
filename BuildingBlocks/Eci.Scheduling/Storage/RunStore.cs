using System.Text.Json;
using Eci.Core;
using Eci.Persistence;
using Eci.Scheduling.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Scheduling.Storage;

/// <summary>What happens to a run after its claim. Every statement asks for the lease: who has lost it changes nothing.</summary>
internal sealed class RunStore(IServiceScopeFactory scopes, IWriteGate gate, IOptions<SchedulerOptions> options, TimeProvider time)
{
    private const int MostCounts = 50;

    /// <summary>Extends leases, all by one statement, and tells which runs are still held.</summary>
    public async Task<IReadOnlySet<string>> RenewAsync(IReadOnlyList<string> runIds, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOfAllTenants();
        var jobs = scope.ServiceProvider.GetRequiredService<EciDbContext>().Set<ScheduledJob>();
        var held = jobs.Where(job => EF.Parameter(runIds).Contains(job.RunId!) && job.LeasedUntil != null);
        var until = time.GetUtcNow() + options.Value.Lease;
        int renewed;
        using (await gate.EnterAsync(cancellationToken))
        {
            renewed = await held.ExecuteUpdateAsync(
                set => set.SetProperty(job => job.LeasedUntil, until).SetProperty(job => job.Version, job => job.Version + 1), cancellationToken);
        }

        return renewed == runIds.Count
            ? runIds.ToHashSet(StringComparer.Ordinal)
            : await held.Select(job => job.RunId!).ToHashSetAsync(cancellationToken);
    }

    /// <summary>Writes the outcome and gives the lease back. False when the lease was lost: then nothing is written.</summary>
    public async Task<bool> FinishAsync(HeldRun held, RunOutcome outcome, CancellationToken cancellationToken)
    {
        var (run, now) = (held.Run, time.GetUtcNow());
        await using var scope = scopes.CreateScopeOfAllTenants();
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var interrupted = outcome.Status is ScheduleRunStatus.Interrupted;
        var released = await database.Set<ScheduledJob>()
            .Where(job => job.AppId == run.AppId && job.RunId == run.Id && job.LeasedUntil != null)
            .ExecuteUpdateAsync(
                set =>
                {
                    set.SetProperty(job => job.LeasedUntil, (DateTimeOffset?)null);
                    set.SetProperty(job => job.Interruptions, interrupted ? held.Interruptions + 1 : 0);
                    set.SetProperty(job => job.Version, job => job.Version + 1);
                    if (!interrupted || !Interruption.IsRepeated(held.Interruptions))
                        return;
                    if (run.Trigger is ScheduleRunTrigger.Manual)
                        set.SetProperty(job => job.RequestedAt, now);
                    else
                        set.SetProperty(job => job.NextRunAt, now);
                },
                cancellationToken);
        if (released == 0)
            return false;
        var (counts, note, errorType, error) = (CountsOf(outcome), Shorten(outcome.Note), outcome.ErrorType, Shorten(outcome.Error));
        await database.Set<ScheduledRun>().Where(stored => stored.Id == run.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(stored => stored.Status, outcome.Status)
                .SetProperty(stored => stored.FinishedAt, now)
                .SetProperty(stored => stored.Counts, counts)
                .SetProperty(stored => stored.Note, note)
                .SetProperty(stored => stored.ErrorType, errorType)
                .SetProperty(stored => stored.Error, error),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static string CountsOf(RunOutcome outcome) => JsonSerializer.Serialize(
        outcome.Counts.OrderBy(count => count.Key, StringComparer.Ordinal).Take(MostCounts).ToDictionary(StringComparer.Ordinal));

    private static string? Shorten(string? text) => text is null ? null : StoredText.Of(text, SchedulingModel.ErrorLength);
}
