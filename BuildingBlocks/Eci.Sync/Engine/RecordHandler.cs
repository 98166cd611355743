using Eci.Core;
using Eci.Messaging;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Engine;

/// <summary>Brings one claimed record up to date. What goes wrong becomes a state of the record.</summary>
internal sealed class RecordHandler(
    IServiceScopeFactory scopes, Outcomes outcomes, Failures failures, IAccountRests rests, ICrashPoint crash, TimeProvider time)
{
    /// <summary>Why a record is left out whose part is off.</summary>
    public const string SwitchedOff = "The app is not connected, or its settings do not want it.";

    private const string Gone = "The system does not have it any more.";

    /// <param name="app">The app.</param>
    /// <param name="part">The part of its system.</param>
    /// <param name="key">The record.</param>
    /// <param name="holder">Who claimed it.</param>
    /// <param name="cancellationToken">Ends the work; the claim stays until its lease ends.</param>
    /// <returns>The record as it is now.</returns>
    public async Task<SyncRecord> HandleAsync(App app, SyncPartInfo part, string key, string holder, CancellationToken cancellationToken)
    {
        SyncRecord record;
        bool hasAnswered;
        try
        {
            if (await rests.FindAsync(app, cancellationToken) is { } rest)
                throw rest;
            (record, hasAnswered) = await WorkAsync(app, part, key, holder, cancellationToken);
        }
        catch (Exception exception) when (!Failures.IsOfHub(exception, cancellationToken))
        {
            return await failures.MarkAsync(app, part, key, holder, exception, cancellationToken);
        }

        if (hasAnswered)
            await rests.WorksAsync(app, cancellationToken);
        return record;
    }

    /// <returns>The record, and whether the system has certainly answered a request.</returns>
    private async Task<(SyncRecord Record, bool HasAnswered)> WorkAsync(
        App app, SyncPartInfo part, string key, string holder, CancellationToken cancellationToken)
    {
        var hasAnswered = false;
        await using var unit = SyncUnit.Open(scopes, app);
        var asOf = time.GetUtcNow();
        var record = await unit.Records.TakeAsync(app, part, key, cancellationToken);
        if (!string.Equals(record.HeldBy, holder, StringComparison.Ordinal))
            return (record, hasAnswered);
        if (!unit.Part<ISyncPart>(part).IsOn(app))
            record.Drop(SwitchedOff, hash: null, asOf, time.GetUtcNow());
        else
            hasAnswered = await (part.Direction is SyncDirection.Pull
                ? PullAsync(unit, part, record, asOf, cancellationToken)
                : PushAsync(unit, part, record, asOf, cancellationToken));
        await unit.SaveAsync([record], cancellationToken);
        return (record, hasAnswered);
    }

    private async Task<bool> PullAsync(SyncUnit unit, SyncPartInfo part, SyncRecord record, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var pull = unit.Part<IPullSync>(part);
        crash.Reach(CrashPoints.SyncBeforeRequest);
        var answers = await pull.ReadAsync(unit.Context, [record.Key], cancellationToken);
        var pulled = answers.FirstOrDefault(answer => string.Equals(answer.ExternalId, record.Key, StringComparison.Ordinal));
        if (pulled is null)
        {
            await pull.GoneAsync(unit.Context, [record.Key], cancellationToken);
            record.Drop(Gone, hash: null, asOf, time.GetUtcNow());
        }
        else if (PullRules.IsStale(record, pulled) || (PullRules.IsUnchanged(record, pulled) && record.Error is null))
        {
            record.Finish(record.Hash, asOf, time.GetUtcNow());
        }
        else
        {
            await pull.ApplyReadableAsync(unit.Context, [pulled], cancellationToken);
            await outcomes.ApplyAsync(unit.Context, record, pulled, asOf, cancellationToken);
        }

        return true;
    }

    /// <summary>Only a push that is done says for certain that the system answered: others may have had nothing to ask.</summary>
    private async Task<bool> PushAsync(SyncUnit unit, SyncPartInfo part, SyncRecord record, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var links = await unit.Context.Links.ExternalIdsAsync(part.Entity, [record.Key], cancellationToken);
        var row = new PushRecord(record.Key, links.GetValueOrDefault(record.Key), record.Hash);
        crash.Reach(CrashPoints.SyncBeforeRequest);
        var result = await unit.Part<IPushSync>(part).PushAsync(unit.Context, row, cancellationToken);
        crash.Reach(CrashPoints.SyncAfterRequest);
        await outcomes.ApplyAsync(unit.Context, record, result, asOf, cancellationToken);
        return result is PushResult.Done;
    }
}
