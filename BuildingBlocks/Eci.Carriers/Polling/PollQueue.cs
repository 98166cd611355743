using Eci.Commerce;
using Eci.Core;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Eci.Carriers.Polling;

/// <summary>A package whose turn it is.</summary>
internal sealed record DuePackage(string Id, string TrackingId, PackageState State, DateTimeOffset CreatedAt);

/// <summary>Packages that one run has to itself for a while.</summary>
/// <param name="Token">Fence of the claim.</param>
/// <param name="Until">End of the claim, UTC.</param>
/// <param name="Packages">Those most worth asking about first.</param>
internal sealed record PollBatch(Guid Token, DateTimeOffset Until, IReadOnlyList<DuePackage> Packages);

/// <summary>Which packages of the scope's tenant are due, and who has claimed them.</summary>
internal sealed class PollQueue(
    EciDbContext database,
    TenantScope tenant,
    EciDatabase server,
    IWriteGate gate,
    IOptions<CarriersOptions> options,
    TimeProvider time)
{
    private const int Portion = 5000;

    /// <summary>A package without news for so long is asked about after those that were never asked about.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(1);

    /// <summary>Gives open packages that are not in the queue their place in it. One statement.</summary>
    public async Task EnlistAsync(Carrier carrier, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        using var turn = await gate.EnterAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO carriers_poll (package_id, tenant_id, carrier, next_poll_at, misses, failures)
             SELECT p.id, p.tenant_id, p.carrier, {Moment(now)}, 0, 0
             FROM commerce_package p
             WHERE p.tenant_id = {tenant.TenantId} AND p.carrier = {WireName.Of(carrier)} AND p.state <> 'DELIVERED'
               AND p.tracking_enabled AND p.created_at >= {Moment(now - options.Value.MaxAge)}
               AND NOT EXISTS (SELECT 1 FROM carriers_poll q WHERE q.package_id = p.id AND q.carrier = p.carrier)
             ORDER BY p.created_at DESC, p.id LIMIT {Portion}
             ON CONFLICT (package_id) DO UPDATE SET
               carrier = excluded.carrier, next_poll_at = excluded.next_poll_at, last_polled_at = NULL, last_news_at = NULL,
               misses = 0, failures = 0, gave_up_reason = NULL, lease_until = NULL, lease_token = NULL
             """,
            cancellationToken);
    }

    /// <summary>
    /// Claims packages that are due: those out for delivery, then by their last news, where a package that was never asked about counts
    /// as one with news of the last day.
    /// </summary>
    /// <returns>Null when none is due.</returns>
    public async Task<PollBatch?> ClaimAsync(Carrier carrier, int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var due = await FirstAsync(carrier, now, limit, cancellationToken);
            if (due.Count == 0)
                return null;
            var batch = new PollBatch(Guid.CreateVersion7(), now + lease, due);
            var claimed = await LeaseAsync(batch, now, cancellationToken);
            if (claimed == due.Count)
                return batch;
            if (claimed > 0)
                return batch with { Packages = await OfAsync(batch, cancellationToken) };
        }
    }

    /// <summary>How many packages are due and free.</summary>
    public Task<int> CountDueAsync(Carrier carrier, CancellationToken cancellationToken) =>
        Due(carrier, time.GetUtcNow()).CountAsync(cancellationToken);

    private Task<List<DuePackage>> FirstAsync(Carrier carrier, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var quiet = now - Quiet;
        return Due(carrier, now)
            .OrderByDescending(d => d.Package.State == PackageState.OutForDelivery)
            .ThenByDescending(d => d.Poll.LastNewsAt ?? (d.Poll.LastPolledAt == null && d.Package.CreatedAt < quiet ? quiet : d.Package.CreatedAt))
            .ThenBy(d => d.Poll.NextPollAt)
            .ThenBy(d => d.Package.Id)
            .Take(limit)
            .Select(d => new DuePackage(d.Package.Id, d.Package.TrackingId, d.Package.State, d.Package.CreatedAt))
            .ToListAsync(cancellationToken);
    }

    private IQueryable<Candidate> Due(Carrier carrier, DateTimeOffset now)
    {
        var oldest = now - options.Value.MaxAge;
        return from package in database.Set<Package>()
               join poll in database.Set<PackagePoll>() on package.Id equals poll.PackageId
               where package.Carrier == carrier && package.State != PackageState.Delivered && package.TrackingEnabled && package.CreatedAt >= oldest
                   && poll.Carrier == carrier && poll.GaveUpReason == null && poll.NextPollAt <= now
                   && (poll.LeaseUntil == null || poll.LeaseUntil <= now)
               select new Candidate { Package = package, Poll = poll };
    }

    /// <summary>Takes the packages that nobody took in the meantime; passes over rows that another claim is about to take.</summary>
    private async Task<int> LeaseAsync(PollBatch batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var free = database.Set<PackagePoll>().FromSqlRaw(
            server.Provider is DatabaseProvider.Postgres
                ? "SELECT * FROM carriers_poll WHERE package_id = ANY({0}) AND next_poll_at <= {1} AND (lease_until IS NULL OR lease_until <= {1}) FOR UPDATE SKIP LOCKED"
                : "SELECT * FROM carriers_poll WHERE package_id IN (SELECT value FROM json_each({0})) AND next_poll_at <= {1} AND (lease_until IS NULL OR lease_until <= {1})",
            server.Provider is DatabaseProvider.Postgres
                ? batch.Packages.Select(p => p.Id).ToArray()
                : System.Text.Json.JsonSerializer.Serialize(batch.Packages.Select(p => p.Id)),
            Moment(now));
        using var turn = await gate.EnterAsync(cancellationToken);
        return await database.Set<PackagePoll>()
            .Where(p => free.Select(f => f.PackageId).Contains(p.PackageId))
            .ExecuteUpdateAsync(
                set => set.SetProperty(p => p.LeaseUntil, batch.Until).SetProperty(p => p.LeaseToken, batch.Token),
                cancellationToken);
    }

    private async Task<List<DuePackage>> OfAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        var mine = await database.Set<PackagePoll>()
            .Where(p => p.LeaseToken == batch.Token)
            .Select(p => p.PackageId)
            .ToListAsync(cancellationToken);
        return [.. batch.Packages.Where(p => mine.Contains(p.Id))];
    }

    /// <summary>A moment as hand-written statements compare it.</summary>
    private object Moment(DateTimeOffset time) => server.Provider is DatabaseProvider.Sqlite ? time.UtcTicks : time.ToUniversalTime();

    private sealed class Candidate
    {
        public required Package Package { get; init; }

        public required PackagePoll Poll { get; init; }
    }
}
