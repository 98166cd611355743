using Eci.Core;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.Messaging.Operations;

/// <summary>
/// Reads stored messages and dead letters of the tenants that the scope it is resolved from may see. What belongs to no tenant is seen by
/// scopes of all tenants only.
/// </summary>
public sealed class MessageReader
{
    private readonly EciDbContext _database;
    private readonly TenantScope _scope;

    internal MessageReader(EciDbContext database, TenantScope scope)
    {
        _database = database;
        _scope = scope;
    }

    /// <summary>Messages, unsorted and untracked; can be sorted and filtered further.</summary>
    public IQueryable<MessageInfo> Messages(MessageFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rows = Seen();
        if (filter.TraceId is { } trace)
            rows = rows.Where(m => m.TraceId == trace || m.ParentTraceId == trace);
        if (filter.Topics is { } topics)
            rows = rows.Where(m => topics.Contains(m.Topic));
        if (filter.Key is { } key)
            rows = rows.Where(m => m.Key == key);
        if (filter.From is { } from)
            rows = rows.Where(m => m.CreatedAt >= from);
        if (filter.To is { } to)
            rows = rows.Where(m => m.CreatedAt < to);
        return Show(rows);
    }

    /// <summary>The messages with these ids, as far as they are kept. One statement.</summary>
    public Task<List<MessageInfo>> FindAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        Show(Seen().Where(m => ids.Contains(m.Id))).ToListAsync(cancellationToken);

    /// <summary>The JSON envelopes of messages. One statement.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> BodiesAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        await Seen().Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Body }).ToDictionaryAsync(m => m.Id, m => m.Body, cancellationToken);

    /// <summary>What is left to do with messages, waiting ones first, each in the order of the queues' names. Two statements.</summary>
    public async Task<List<MessageDelivery>> DeliveriesAsync(IReadOnlyList<Guid> messageIds, CancellationToken cancellationToken)
    {
        var waiting = await (
            from delivery in _database.Set<StoredDelivery>().AsNoTracking()
            join message in Seen() on delivery.MessageId equals message.Id
            where messageIds.Contains(delivery.MessageId)
            orderby delivery.Endpoint
            select delivery).ToListAsync(cancellationToken);
        var dead = await LettersOfAsync(messageIds, cancellationToken);
        return
        [
            .. waiting.Select(d => new MessageDelivery(
                d.MessageId,
                d.Endpoint,
                d.LastError is null ? MessageDeliveryStatus.Pending : MessageDeliveryStatus.Retrying,
                d.Attempts,
                d.DueAt,
                d.LastError)),
            .. dead.Select(d => new MessageDelivery(d.MessageId, d.Endpoint, MessageDeliveryStatus.Dead, d.Attempts, DueAt: null, $"{d.ErrorType}: {d.Error}")),
        ];
    }

    /// <summary>Dead letters, unsorted and untracked; can be sorted and filtered further.</summary>
    public IQueryable<DeadLetterInfo> DeadLetters(DeadLetterFilter filter) => Show(Matching(filter).AsNoTracking());

    /// <summary>The dead letters of messages, in the order of the queues' names. One statement.</summary>
    public Task<List<DeadLetterInfo>> LettersOfAsync(IReadOnlyList<Guid> messageIds, CancellationToken cancellationToken) =>
        Show(SeenLetters().AsNoTracking().Where(d => messageIds.Contains(d.MessageId)).OrderBy(d => d.Endpoint)).ToListAsync(cancellationToken);

    /// <summary>The rows that a filter means, whatever its limit.</summary>
    internal IQueryable<DeadLetter> Matching(DeadLetterFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rows = SeenLetters();
        if (filter.Endpoint is { } queue)
            rows = rows.Where(d => d.Endpoint == queue);
        if (filter.Topic is { } topic)
            rows = rows.Where(d => d.Topic == topic);
        if (filter.TenantId is { } tenant)
            rows = rows.Where(d => d.TenantId == tenant);
        if (filter.ErrorType is { } error)
            rows = rows.Where(d => d.ErrorType == error);
        if (filter.From is { } from)
            rows = rows.Where(d => d.FailedAt >= from);
        if (filter.To is { } to)
            rows = rows.Where(d => d.FailedAt < to);
        if (filter.TraceId is { } trace)
            rows = rows.Where(d => _database.Set<Message>().Any(m => m.Id == d.MessageId && (m.TraceId == trace || m.ParentTraceId == trace)));
        return rows;
    }

    private IQueryable<Message> Seen()
    {
        var rows = _database.Set<Message>().AsNoTracking();
        var (all, tenant) = (_scope.AllTenants, _scope.TenantId);
        return all ? rows : rows.Where(m => m.TenantId == tenant);
    }

    private IQueryable<DeadLetter> SeenLetters()
    {
        var (all, tenant) = (_scope.AllTenants, _scope.TenantId);
        return all ? _database.Set<DeadLetter>() : _database.Set<DeadLetter>().Where(d => d.TenantId == tenant);
    }

    private static IQueryable<MessageInfo> Show(IQueryable<Message> rows) => rows.Select(m => new MessageInfo
    {
        Id = m.Id,
        Topic = m.Topic,
        TenantId = m.TenantId,
        Key = m.Key,
        TraceId = m.TraceId,
        TraceParent = m.TraceParent,
        CreatedAt = m.CreatedAt,
    });

    private static IQueryable<DeadLetterInfo> Show(IQueryable<DeadLetter> rows) => rows.Select(d => new DeadLetterInfo
    {
        Id = d.Id,
        MessageId = d.MessageId,
        Topic = d.Topic,
        Endpoint = d.Endpoint,
        TenantId = d.TenantId,
        Attempts = d.Attempts,
        ErrorType = d.ErrorType,
        Error = d.Error,
        FailedAt = d.FailedAt,
    });
}
