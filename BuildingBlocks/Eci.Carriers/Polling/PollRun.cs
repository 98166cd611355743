using Eci.Core;
using Eci.Persistence;
using Eci.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eci.Carriers.Polling;

/// <summary>
/// One run for one app, batch by batch: claim packages, ask about them, store what came of it. Every batch has a unit of work of its
/// own, so that a run takes no more memory than a batch does and loses no more than one when its process ends.
/// </summary>
internal sealed partial class PollRun(
    JobRun run,
    PolledAccount account,
    CarrierRequests requests,
    IServiceScopeFactory scopes,
    TimeProvider time,
    CarriersOptions options,
    ILogger logger)
{
    /// <summary>Part of its time that a run leaves for its last request.</summary>
    private const double Reserve = 0.1;

    private static readonly PollStop OutOfTime = new("The time for a run is over; what is still due follows in the next one.");

    /// <summary>How long storing may take after the run was told to end.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private readonly DateTimeOffset _end = time.GetUtcNow() + (account.Timeout * (1 - Reserve));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await InScopeAsync(queue => queue.EnlistAsync(account.Carrier, cancellationToken));
        PollStop? stop = null;
        while (stop is null)
        {
            var batch = await InScopeAsync(queue => queue.ClaimAsync(account.Carrier, BatchSize(), options.Lease + account.Limits.Spacing, cancellationToken));
            if (batch is null)
                return;
            stop = await RunBatchAsync(batch, cancellationToken);
        }

        run.Note = stop.Note;
        if (stop.Skips)
            run.Count(PollCounts.Skipped, await InScopeAsync(queue => queue.CountDueAsync(account.Carrier, cancellationToken)));
        if (stop.Failure is { } failure)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    private async Task<PollStop?> RunBatchAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        var outcomes = new List<PollOutcome>(batch.Packages.Count);
        try
        {
            return await AskAsync(batch, outcomes, cancellationToken);
        }
        finally
        {
            // Answers cost requests: they are stored although the run was told to end.
            using var farewell = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
            await using var ending = cancellationToken.Register(() => farewell.CancelAfter(Farewell));
            await StoreAsync(batch, outcomes, farewell.Token);
        }
    }

    private async Task<PollStop?> AskAsync(PollBatch batch, List<PollOutcome> outcomes, CancellationToken cancellationToken)
    {
        foreach (var package in batch.Packages)
        {
            var now = time.GetUtcNow();
            if (now >= _end)
                return OutOfTime;
            if (now + account.Limits.Spacing + options.RequestTimeout > batch.Until)
                return null;
            var (outcome, stop) = await requests.AskAsync(package, cancellationToken);
            if (outcome is not null)
                outcomes.Add(outcome);
            if (stop is not null)
                return stop;
        }

        return null;
    }

    /// <summary>Stores the batch; where that is not possible, package by package, so that one does not stop the others.</summary>
    private async Task StoreAsync(PollBatch batch, List<PollOutcome> outcomes, CancellationToken cancellationToken)
    {
        try
        {
            Count(await StoreOnceAsync(batch, outcomes, release: true, cancellationToken));
        }
        catch (Exception exception) when (outcomes.Count > 0 && !cancellationToken.IsCancellationRequested && !EciDatabase.IsUnavailable(exception))
        {
            foreach (var outcome in outcomes)
                await StoreAloneAsync(batch, outcome, cancellationToken);
            Count(await StoreOnceAsync(batch, [], release: true, cancellationToken));
        }
    }

    private async Task StoreAloneAsync(PollBatch batch, PollOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            Count(await StoreOnceAsync(batch, [outcome], release: false, cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && !EciDatabase.IsUnavailable(exception))
        {
            LogNotStored(outcome.Package.Id, exception.GetType().Name);
            var failed = outcome with { Kind = PollOutcomeKind.Failed, Answer = null };
            Count(await StoreOnceAsync(batch, [failed], release: false, cancellationToken));
        }
    }

    private async Task<IReadOnlyDictionary<string, long>> StoreOnceAsync(
        PollBatch batch, IReadOnlyList<PollOutcome> outcomes, bool release, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOf(run.TenantId);
        return await scope.ServiceProvider.GetRequiredService<PollResults>().StoreAsync(batch, outcomes, run.AppId, release, cancellationToken);
    }

    private void Count(IReadOnlyDictionary<string, long> counts)
    {
        foreach (var (what, number) in counts)
            run.Count(what, number);
    }

    /// <summary>No more than can be asked about in the time for a batch.</summary>
    private int BatchSize()
    {
        var spacing = account.Limits.Spacing;
        if (spacing <= TimeSpan.Zero)
            return options.BatchSize;
        return (int)Math.Clamp(options.BatchTime / spacing, 1, options.BatchSize);
    }

    private async Task<T> InScopeAsync<T>(Func<PollQueue, Task<T>> work)
    {
        await using var scope = scopes.CreateScopeOf(run.TenantId);
        return await work(scope.ServiceProvider.GetRequiredService<PollQueue>());
    }

    private async Task InScopeAsync(Func<PollQueue, Task> work)
    {
        await using var scope = scopes.CreateScopeOf(run.TenantId);
        await work(scope.ServiceProvider.GetRequiredService<PollQueue>());
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What the carrier answered about package {PackageId} cannot be stored ({Error})")]
    private partial void LogNotStored(string packageId, string error);
}
