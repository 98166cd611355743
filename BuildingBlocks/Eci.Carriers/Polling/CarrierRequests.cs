using System.Globalization;
using Eci.Carriers.Budget;
using Eci.Scheduling;
using Eci.Vocabulary;
using Microsoft.Extensions.Logging;

namespace Eci.Carriers.Polling;

/// <summary>Why a run ends before everything due was asked about.</summary>
/// <param name="Note">In one sentence.</param>
/// <param name="Skips">What is still due was skipped for want of requests.</param>
/// <param name="Failure">What makes it a failed run; null when it is none.</param>
internal sealed record PollStop(string Note, bool Skips = false, Exception? Failure = null);

/// <summary>The requests of one run: takes each from the budget, waits for its moment, and makes of what happens an outcome or the end of the run.</summary>
internal sealed partial class CarrierRequests(
    JobRun run,
    PolledAccount account,
    RequestBudget budget,
    TimeProvider time,
    CarriersOptions options,
    CarrierMetrics metrics,
    ILogger logger)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly string _carrier = WireName.Of(account.Carrier);
    private int _failuresInARow;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    /// <summary>Asks about one package.</summary>
    /// <returns>An outcome, an end, or both.</returns>
    public async Task<(PollOutcome? Outcome, PollStop? Stop)> AskAsync(DuePackage package, CancellationToken cancellationToken)
    {
        var grant = await budget.TakeAsync(package.State is PackageState.OutForDelivery, cancellationToken);
        if (grant.Refusal is { } refusal)
            return (null, Refused(refusal, grant.At));
        await WaitAsync(grant.At > _notBefore ? grant.At : _notBefore, cancellationToken);
        run.ThrowIfLost();
        run.Count(PollCounts.Requests);
        var at = time.GetUtcNow();
        _notBefore = at + account.Limits.Spacing;
        try
        {
            var answer = await RequestAsync(package, cancellationToken);
            _failuresInARow = 0;
            return (Answered(package, at, answer), null);
        }
        catch (CarrierThrottledException exception)
        {
            metrics.Request(account.Carrier, "throttled");
            return (null, await ThrottledAsync(exception, cancellationToken));
        }
        catch (CarrierRefusedException exception)
        {
            metrics.Request(account.Carrier, "refused");
            return (null, new PollStop("The carrier does not accept the account.", Failure: exception));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            metrics.Request(account.Carrier, "failed");
            return (new PollOutcome(package, at, PollOutcomeKind.Failed), await FailedAsync(package, exception, cancellationToken));
        }
    }

    /// <summary>Timers may be a little early.</summary>
    private async Task WaitAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        for (var wait = moment - time.GetUtcNow(); wait > TimeSpan.Zero; wait = moment - time.GetUtcNow())
            await Task.Delay(wait > Tick ? wait : Tick, time, cancellationToken);
    }

    private async Task<TrackingAnswer?> RequestAsync(DuePackage package, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await account.Ask(package.TrackingId, either.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The carrier took too long.", exception);
        }
    }

    private PollOutcome Answered(DuePackage package, DateTimeOffset at, TrackingAnswer? answer)
    {
        metrics.Request(account.Carrier, answer is null ? "unknown" : "answered");
        if (answer is { Unreadable.Count: > 0 })
        {
            run.Count(PollCounts.Warnings);
            LogUnreadableScans(_carrier, package.Id, answer.Unreadable.Count);
        }

        return answer is null
            ? new PollOutcome(package, at, PollOutcomeKind.Unknown)
            : new PollOutcome(package, at, PollOutcomeKind.Answered, answer);
    }

    private async Task<PollStop> ThrottledAsync(CarrierThrottledException exception, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + options.PauseAfter(exception);
        await budget.BlockAsync(until, BlockReason.Throttled, cancellationToken);
        LogThrottled(_carrier, run.AppId, until);
        return new PollStop(Until("The carrier takes no further requests", until), Skips: true);
    }

    private async Task<PollStop?> FailedAsync(DuePackage package, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is CarrierAnswerException)
        {
            run.Count(PollCounts.Warnings);
            LogUnreadableAnswer(_carrier, package.Id, exception.Message);
        }
        else
        {
            LogFailed(_carrier, package.Id, exception.GetType().Name);
        }

        if (++_failuresInARow < options.FailuresInARow)
            return null;
        var until = time.GetUtcNow() + options.PauseWhenDown;
        await budget.BlockAsync(until, BlockReason.Down, cancellationToken);
        return new PollStop(Until($"The carrier seems to be down: {_failuresInARow} requests in a row failed; none are made", until));
    }

    private static PollStop Refused(BudgetRefusal refusal, DateTimeOffset at) => refusal switch
    {
        BudgetRefusal.Blocked => new PollStop(Until("The app rests after an answer of its carrier", at), Skips: true),
        BudgetRefusal.DayUsed => new PollStop("The requests of the day are used up.", Skips: true),
        BudgetRefusal.ShareUsed => new PollStop("The requests that the day grants up to now are used up.", Skips: true),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Unknown refusal."),
    };

    private static string Until(string what, DateTimeOffset until) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Carrier} told {Count} scans of package {PackageId} that cannot be understood")]
    private partial void LogUnreadableScans(string carrier, string packageId, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer of {Carrier} about package {PackageId} cannot be read: {Problem}")]
    private partial void LogUnreadableAnswer(string carrier, string packageId, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Asking {Carrier} about package {PackageId} failed ({Error})")]
    private partial void LogFailed(string carrier, string packageId, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Carrier} takes no further requests of {AppId} until {Until}")]
    private partial void LogThrottled(string carrier, string appId, DateTimeOffset until);
}
