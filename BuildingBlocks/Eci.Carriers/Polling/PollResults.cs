using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Eci.Carriers.Polling;

/// <summary>Stores what a batch came to: the news, the next turns and the end of the claim commit together.</summary>
internal sealed partial class PollResults(EciDbContext database, ICarrierNews news, PollIntervals intervals, ILogger<PollResults> logger)
{
    private static readonly Dictionary<string, int> NoNews = [];

    /// <summary>Stores the outcomes. A package that was taken over meanwhile is left to its new owner.</summary>
    /// <param name="batch">The claim.</param>
    /// <param name="outcomes">Of packages of the claim.</param>
    /// <param name="appId">The account that asked.</param>
    /// <param name="release">Gives back everything else the claim holds.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    /// <returns>What is to be counted, by name.</returns>
    public async Task<IReadOnlyDictionary<string, long>> StoreAsync(
        PollBatch batch, IReadOnlyList<PollOutcome> outcomes, string appId, bool release, CancellationToken cancellationToken)
    {
        var polls = await database.Set<PackagePoll>()
            .Where(p => p.LeaseToken == batch.Token)
            .ToDictionaryAsync(p => p.PackageId, StringComparer.Ordinal, cancellationToken);
        var held = outcomes.Where(o => polls.ContainsKey(o.Package.Id)).ToList();
        var answers = held.Where(o => o.Answer is not null).Select(o => new PackageAnswer(o.Package.Id, appId, o.Answer!)).ToList();
        var fresh = answers.Count == 0 ? NoNews : await news.PublishAsync(answers, cancellationToken);

        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var outcome in held)
            Apply(polls[outcome.Package.Id], outcome, fresh.GetValueOrDefault(outcome.Package.Id) > 0, counts);
        foreach (var poll in release ? polls.Values : held.Select(o => polls[o.Package.Id]))
        {
            poll.LeaseUntil = null;
            poll.LeaseToken = null;
        }

        await database.SaveChangesAsync(cancellationToken);
        return counts;
    }

    private void Apply(PackagePoll poll, PollOutcome outcome, bool hasNews, Dictionary<string, long> counts)
    {
        poll.LastPolledAt = outcome.At;
        poll.NextPollAt = outcome.At + outcome.Kind switch
        {
            PollOutcomeKind.Answered => AfterAnswer(poll, outcome, hasNews),
            PollOutcomeKind.Unknown => AfterMiss(poll, outcome),
            PollOutcomeKind.Failed => intervals.AfterFailure(++poll.Failures),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome.Kind, "Unknown outcome."),
        };
        Count(outcome.Kind switch
        {
            PollOutcomeKind.Answered => hasNews ? PollCounts.News : PollCounts.Unchanged,
            PollOutcomeKind.Unknown => PollCounts.Unknown,
            _ => PollCounts.Failed,
        });
        if (poll.GaveUpReason is { } reason)
        {
            Count(PollCounts.GaveUp);
            LogGaveUp(WireName.Of(poll.Carrier), poll.PackageId, WireName.Of(reason), poll.Misses);
        }

        void Count(string what) => counts[what] = counts.GetValueOrDefault(what) + 1;
    }

    private TimeSpan AfterAnswer(PackagePoll poll, PollOutcome outcome, bool hasNews)
    {
        poll.Misses = 0;
        poll.Failures = 0;
        if (hasNews)
            poll.LastNewsAt = outcome.At;
        var state = outcome.Answer!.Scans.OrderBy(s => s.Time).LastOrDefault()?.State ?? outcome.Package.State;
        return intervals.AfterAnswer(state, outcome.At - (poll.LastNewsAt ?? outcome.Package.CreatedAt), hasNews);
    }

    private TimeSpan AfterMiss(PackagePoll poll, PollOutcome outcome)
    {
        poll.Failures = 0;
        poll.Misses++;
        if (intervals.GivesUp(outcome.At - outcome.Package.CreatedAt, poll.Misses))
            poll.GaveUpReason = poll.LastNewsAt is null ? PollGaveUpReason.UnknownNumber : PollGaveUpReason.NoLongerKnown;
        return intervals.AfterMiss(poll.Misses);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Carrier} is not asked about package {PackageId} any more: {Reason} after {Misses} answers")]
    private partial void LogGaveUp(string carrier, string packageId, string reason, int misses);
}
