using Eci.Core;
using Eci.Sync.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eci.Sync.Engine;

/// <summary>What became of the records of a page.</summary>
internal sealed record StoredPage(int Unchanged, int Stored, int Failed)
{
    public static StoredPage None { get; } = new(0, 0, 0);

    public StoredPage Plus(StoredPage other) => new(Unchanged + other.Unchanged, Stored + other.Stored, Failed + other.Failed);
}

/// <summary>Stores pages of records in portions. When a portion cannot be stored, each of its records is tried alone: one cannot stop the rest.</summary>
internal sealed partial class PullStore(
    IServiceScopeFactory scopes, Outcomes outcomes, Failures failures, SyncMetrics metrics, TimeProvider time, ILogger<PullStore> logger)
{
    private const int Portion = 50;

    /// <param name="app">The app.</param>
    /// <param name="part">What was read.</param>
    /// <param name="records">The page.</param>
    /// <param name="again">Looks once more at what the hub did not want.</param>
    /// <param name="cancellationToken">Ends the work between two portions.</param>
    public async Task<StoredPage> StoreAsync(
        App app, SyncPartInfo part, IReadOnlyList<PulledRecord> records, bool again, CancellationToken cancellationToken)
    {
        var newest = records.GroupBy(r => r.ExternalId, StringComparer.Ordinal).Select(group => group.Last()).ToList();
        var news = await NewsAsync(app, part, newest, again, cancellationToken);
        var result = new StoredPage(records.Count - news.Count, 0, 0);
        foreach (var portion in news.Chunk(Portion))
            result = result.Plus(await StorePortionAsync(app, part, portion, again, cancellationToken));
        return result;
    }

    private async Task<List<PulledRecord>> NewsAsync(
        App app, SyncPartInfo part, List<PulledRecord> records, bool again, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
            return records;
        await using var unit = SyncUnit.Open(scopes, app);
        var known = await unit.Records.LookAtAsync(app, part, [.. records.Select(r => r.ExternalId)], cancellationToken);
        var now = time.GetUtcNow();
        return [.. records.Where(record => PullRules.IsNews(known.GetValueOrDefault(record.ExternalId), record, now, again))];
    }

    private async Task<StoredPage> StorePortionAsync(
        App app, SyncPartInfo part, PulledRecord[] portion, bool again, CancellationToken cancellationToken)
    {
        try
        {
            return await StoreTogetherAsync(app, part, portion, again, cancellationToken);
        }
        catch (Exception exception) when (IsOfRecords(exception, cancellationToken))
        {
            if (portion.Length == 1)
            {
                LogRecordFailed(app.Id, part.Entity, exception.GetType().Name);
                return await FailAsync(app, part, portion[0], exception, cancellationToken);
            }

            LogPortionFailed(app.Id, part.Entity, portion.Length, exception.GetType().Name);
            var result = StoredPage.None;
            foreach (var record in portion)
                result = result.Plus(await StorePortionAsync(app, part, [record], again, cancellationToken));
            return result;
        }
    }

    private async Task<StoredPage> StoreTogetherAsync(
        App app, SyncPartInfo part, PulledRecord[] portion, bool again, CancellationToken cancellationToken)
    {
        await using var unit = SyncUnit.Open(scopes, app);
        var asOf = time.GetUtcNow();
        var known = await unit.Records.FindAsync(app, part, [.. portion.Select(r => r.ExternalId)], cancellationToken);
        var news = portion.Where(r => PullRules.IsNews(known.GetValueOrDefault(r.ExternalId), r, asOf, again)).ToList();
        if (news.Count == 0)
            return new StoredPage(portion.Length, 0, 0);
        await unit.Part<IPullSync>(part).ApplyReadableAsync(unit.Context, news, cancellationToken);
        var handled = new List<SyncRecord>(news.Count);
        foreach (var pulled in news)
        {
            var record = known.GetValueOrDefault(pulled.ExternalId) ?? unit.Records.Add(app, part, pulled.ExternalId);
            await outcomes.ApplyAsync(unit.Context, record, pulled, asOf, cancellationToken);
            handled.Add(record);
        }

        await unit.SaveAsync(handled, cancellationToken);
        foreach (var record in handled)
            metrics.Handled(part, record.Status);
        var failed = handled.Count(r => r.Status is SyncStatus.Failed);
        return new StoredPage(portion.Length - news.Count, news.Count - failed, failed);
    }

    private async Task<StoredPage> FailAsync(App app, SyncPartInfo part, PulledRecord pulled, Exception cause, CancellationToken cancellationToken)
    {
        try
        {
            await failures.MarkAsync(app, part, pulled.ExternalId, holder: null, cause, cancellationToken);
        }
        catch (Exception exception) when (IsOfRecords(exception, cancellationToken))
        {
            // Another worker has the record; what it makes of it holds.
            LogNotMarked(app.Id, part.Entity, exception.GetType().Name);
        }

        metrics.Handled(part, SyncStatus.Failed);
        return new StoredPage(0, 0, 1);
    }

    private static bool IsOfRecords(Exception exception, CancellationToken cancellationToken) =>
        !Failures.IsOfHub(exception, cancellationToken) && Failures.OfSystem(exception, cancellationToken) is null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "One of the {Entity} of {AppId} could not be stored ({Error})")]
    private partial void LogRecordFailed(string appId, string entity, string error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Count} {Entity} of {AppId} could not be stored together ({Error}); each is tried alone")]
    private partial void LogPortionFailed(string appId, string entity, int count, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "One of the {Entity} of {AppId} could not be marked as failed ({Error})")]
    private partial void LogNotMarked(string appId, string entity, string error);
}
