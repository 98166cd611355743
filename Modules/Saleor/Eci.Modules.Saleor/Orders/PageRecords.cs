using Eci.Core;
using Eci.Modules.Saleor.Payments;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Orders;

/// <summary>
/// How the pushes of a page's packages and payments stand, and which of its payments could not be stored: those are records of their own,
/// FAILED until they are stored with their order.
/// </summary>
internal sealed class PageRecords
{
    private readonly SyncContext _context;
    private readonly Dictionary<(string Entity, SyncDirection Direction, string Key), SyncRecord> _records;

    private PageRecords(SyncContext context, IEnumerable<SyncRecord> records) =>
        (_context, _records) = (context, records.ToDictionary(r => (r.Entity, r.Direction, r.Key)));

    /// <summary>One statement, or none without keys.</summary>
    /// <param name="context">The app and its services.</param>
    /// <param name="pushed">Ids of packages and payments of the hub.</param>
    /// <param name="payments">Saleor's ids of payments.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<PageRecords> LoadAsync(
        SyncContext context, IReadOnlyCollection<string> pushed, IReadOnlyCollection<string> payments, CancellationToken cancellationToken)
    {
        if (pushed.Count + payments.Count == 0)
            return new PageRecords(context, []);
        var appId = context.App.Id;
        var rows = context.Database.Set<SyncRecord>().Where(r => r.AppId == appId);
        return new PageRecords(context, await rows
            .Where(r =>
                ((r.Entity == SyncEntities.Fulfilments || r.Entity == SyncEntities.Payments) && r.Direction == SyncDirection.Push && pushed.Contains(r.Key))
                || (r.Entity == SyncEntities.Payments && r.Direction == SyncDirection.Pull && payments.Contains(r.Key)))
            .ToListAsync(cancellationToken));
    }

    /// <summary>The record of a push; null when nobody asked for it yet.</summary>
    public SyncRecord? PushOf(string entity, string key) => _records.GetValueOrDefault((entity, SyncDirection.Push, key));

    /// <summary>Tries again at once what waits for its next attempt.</summary>
    public void Retry(SyncRecord push)
    {
        push.NextAttemptAt = null;
        _context.Wish(new SyncWish(push.Entity, SyncDirection.Push, push.Key));
    }

    /// <summary>Remembers a payment that cannot be stored.</summary>
    public void Fail(PaymentProblem problem)
    {
        var key = (SyncEntities.Payments, SyncDirection.Pull, problem.ExternalId);
        if (!_records.TryGetValue(key, out var record))
        {
            record = new SyncRecord
            {
                Id = Ids.New(IdPrefix.SyncRecord),
                TenantId = _context.App.TenantId,
                AppId = _context.App.Id,
                Entity = SyncEntities.Payments,
                Direction = SyncDirection.Pull,
                Key = problem.ExternalId,
            };
            _records.Add(key, record);
            _context.Database.Add(record);
        }

        (record.Status, record.Error) = (SyncStatus.Failed, problem.Text);
    }

    /// <summary>A payment was stored.</summary>
    /// <returns>Whether it could not be stored before.</returns>
    public bool Mend(string paymentId)
    {
        if (!_records.TryGetValue((SyncEntities.Payments, SyncDirection.Pull, paymentId), out var record) || record.Status is not SyncStatus.Failed)
            return false;
        (record.Status, record.Error) = (SyncStatus.Done, null);
        return true;
    }
}
