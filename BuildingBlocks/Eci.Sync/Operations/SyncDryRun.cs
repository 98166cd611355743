using Eci.Core;
using Eci.Management;
using Eci.Sync.Engine;
using Eci.Sync.Runs;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Operations;

/// <summary>What would happen to one record.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Outcome">How it would stand; PENDING: nothing would be written, the push was only planned.</param>
/// <param name="Detail">Why, or what would be sent; null: nothing to add.</param>
/// <param name="Changes">Rows that would be written, by entity and kind of change: <c>Order: 1 added</c>.</param>
public sealed record DryRunResult(string Key, SyncStatus Outcome, string? Detail, IReadOnlyList<string> Changes);

/// <summary>Shows what bringing records up to date would do. Asks the system, writes nothing, neither here nor there.</summary>
public sealed class SyncDryRun
{
    /// <summary>Most records of a window that are looked at.</summary>
    public const int MostRecords = 100;

    private readonly IServiceScopeFactory _scopes;
    private readonly PageReader _pages;
    private readonly SyncDesk _desk;

    internal SyncDryRun(IServiceScopeFactory scopes, PageReader pages, SyncDesk desk) => (_scopes, _pages, _desk) = (scopes, pages, desk);

    /// <summary>One record.</summary>
    /// <exception cref="RefusedException">There is no such app or kind of record, or the system does not answer.</exception>
    public async Task<DryRunResult> OfRecordAsync(
        string appId, string entity, SyncDirection direction, string key, CancellationToken cancellationToken)
    {
        var app = await _desk.RequireAppAsync(appId, cancellationToken);
        var part = _desk.RequirePart(app, entity, direction);
        return await OrRefuseAsync(
            () => direction is SyncDirection.Pull ? PullAsync(app, part, key, cancellationToken) : PushAsync(app, part, key, cancellationToken),
            cancellationToken);
    }

    /// <summary>The first records that changed since a moment.</summary>
    /// <param name="appId">The app.</param>
    /// <param name="entity">Kind of record.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="from">UTC; null: all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RefusedException">There is no such app or kind of record, or the system does not answer.</exception>
    public async Task<IReadOnlyList<DryRunResult>> OfWindowAsync(
        string appId, string entity, SyncDirection direction, DateTimeOffset? from, CancellationToken cancellationToken)
    {
        var app = await _desk.RequireAppAsync(appId, cancellationToken);
        var part = _desk.RequirePart(app, entity, direction);
        return await OrRefuseAsync<IReadOnlyList<DryRunResult>>(async () =>
        {
            var results = new List<DryRunResult>();
            if (direction is SyncDirection.Pull)
            {
                var page = await _pages.ReadAsync(app, part, new PullWindow(from), place: null, cancellationToken);
                foreach (var record in page.Records.Take(MostRecords))
                    results.Add(await OrFailedAsync(record.ExternalId, () => JudgeAsync(app, part, record, cancellationToken), cancellationToken));
                return results;
            }

            await using var unit = SyncUnit.Open(_scopes, app, isDryRun: true);
            foreach (var id in await unit.Part<IPushSync>(part).FindAsync(unit.Context, from, after: null, MostRecords, cancellationToken))
                results.Add(await OrFailedAsync(id, () => PushAsync(app, part, id, cancellationToken), cancellationToken));
            return results;
        }, cancellationToken);
    }

    private async Task<DryRunResult> PullAsync(App app, SyncPartInfo part, string key, CancellationToken cancellationToken)
    {
        await using var unit = SyncUnit.Open(_scopes, app, isDryRun: true);
        var answers = await unit.Part<IPullSync>(part).ReadAsync(unit.Context, [key], cancellationToken);
        return answers is [{ } pulled, ..]
            ? await OrFailedAsync(key, () => JudgeAsync(app, part, pulled, cancellationToken), cancellationToken)
            : new DryRunResult(key, SyncStatus.Ignored, "The system does not have it.", []);
    }

    private async Task<DryRunResult> JudgeAsync(App app, SyncPartInfo part, PulledRecord pulled, CancellationToken cancellationToken)
    {
        await using var unit = SyncUnit.Open(_scopes, app, isDryRun: true);
        var known = (await unit.Records.LookAtAsync(app, part, [pulled.ExternalId], cancellationToken)).GetValueOrDefault(pulled.ExternalId);
        if (known is not null && PullRules.IsStale(known, pulled))
            return new DryRunResult(pulled.ExternalId, known.Status, "What is stored is newer.", []);
        if (known is not null && known.IsSettled() && PullRules.IsUnchanged(known, pulled))
            return new DryRunResult(pulled.ExternalId, known.Status, "Nothing has changed.", []);
        await unit.Part<IPullSync>(part).ApplyReadableAsync(unit.Context, [pulled], cancellationToken);
        var (outcome, detail) = pulled.Outcome switch
        {
            PullOutcome.Done => (SyncStatus.Done, null),
            PullOutcome.Blocked blocked => (SyncStatus.Blocked, blocked.Missing.ToString()),
            PullOutcome.Ignored ignored => (SyncStatus.Ignored, ignored.Reason),
            PullOutcome.Failed failed => (SyncStatus.Failed, failed.Error),
            _ => (SyncStatus.Failed, "The hub did not say what became of it."),
        };
        return new DryRunResult(pulled.ExternalId, outcome, detail, ChangesOf(unit));
    }

    private async Task<DryRunResult> PushAsync(App app, SyncPartInfo part, string key, CancellationToken cancellationToken)
    {
        await using var unit = SyncUnit.Open(_scopes, app, isDryRun: true);
        var known = (await unit.Records.LookAtAsync(app, part, [key], cancellationToken)).GetValueOrDefault(key);
        var links = await unit.Context.Links.ExternalIdsAsync(part.Entity, [key], cancellationToken);
        var row = new PushRecord(key, links.GetValueOrDefault(key), known?.Hash);
        return await unit.Part<IPushSync>(part).PushAsync(unit.Context, row, cancellationToken) switch
        {
            PushResult.Planned planned => new DryRunResult(key, SyncStatus.Pending, planned.Plan, []),
            PushResult.NotWanted notWanted => new DryRunResult(key, SyncStatus.Ignored, notWanted.Reason, []),
            PushResult.Blocked blocked => new DryRunResult(key, SyncStatus.Blocked, blocked.Missing.ToString(), []),
            _ => new DryRunResult(key, SyncStatus.Done, "Nothing has changed.", []),
        };
    }

    private static List<string> ChangesOf(SyncUnit unit)
    {
        unit.Database.ChangeTracker.DetectChanges();
        return
        [
            .. unit.Database.ChangeTracker.Entries()
                .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && e.Metadata.ClrType.Namespace?.StartsWith("Eci.Messaging", StringComparison.Ordinal) is not true)
                .GroupBy(e => $"{e.Metadata.ClrType.Name}: {{0}} {e.State.ToString().ToLowerInvariant()}", StringComparer.Ordinal)
                .Select(g => g.Key.Replace("{0}", g.Count().ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>A record that cannot be brought up to date says so; the others of its window are looked at all the same.</summary>
    private static async Task<DryRunResult> OrFailedAsync(string key, Func<Task<DryRunResult>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (Failures.OfSystem(exception, cancellationToken) is null && !Failures.IsOfHub(exception, cancellationToken))
        {
            return new DryRunResult(key, SyncStatus.Failed, Failures.TextOf(exception), []);
        }
    }

    private static async Task<T> OrRefuseAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is RecordRefusedException || Failures.OfSystem(exception, cancellationToken) is not null)
        {
            throw new RefusedException("SYSTEM_FAILED", (Failures.OfSystem(exception, cancellationToken) ?? exception).Message);
        }
    }
}
