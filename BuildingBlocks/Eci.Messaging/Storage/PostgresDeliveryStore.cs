using Eci.Messaging.Delivery;
using Eci.Persistence;
using Npgsql;
using NpgsqlTypes;

namespace Eci.Messaging.Storage;

internal sealed class PostgresDeliveryStore(EciDatabase database, TimeProvider time) : IDeliveryStore
{
    private const string Claim = """
        WITH next AS (
            SELECT d.id FROM messaging_delivery d
            WHERE d.due_at <= $1 AND d.endpoint = ANY($2)
              AND (d.order_key IS NULL OR NOT EXISTS (
                  SELECT 1 FROM messaging_delivery o
                  WHERE o.order_key = d.order_key AND o.endpoint = d.endpoint AND o.id < d.id))
            ORDER BY d.due_at, d.id LIMIT $3 FOR UPDATE OF d SKIP LOCKED)
        UPDATE messaging_delivery d SET due_at = $4, attempts = d.attempts + 1, lease_token = $5
        FROM next, messaging_message m
        WHERE d.id = next.id AND m.id = d.message_id
        RETURNING d.id, d.message_id, d.endpoint, d.attempts, d.order_key, m.topic, m.tenant_id, m.body, m.trace_parent, m.trace_id, m.created_at, m.key
        """;

    private const string Insert = """
        WITH m AS (
            INSERT INTO messaging_message (id, topic, tenant_id, body, trace_parent, trace_id, key, created_at)
            SELECT id, topic, tenant_id, body, trace_parent, trace_id, key, $10
            FROM unnest($1, $2, $3, $4, $5, $6, $11) AS i(id, topic, tenant_id, body, trace_parent, trace_id, key)
            ON CONFLICT (id) DO NOTHING RETURNING id),
        d AS (
            INSERT INTO messaging_delivery (message_id, endpoint, due_at, attempts, order_key)
            SELECT i.message_id, i.endpoint, $10, 0, i.order_key
            FROM unnest($7, $8, $9) AS i(message_id, endpoint, order_key) JOIN m ON m.id = i.message_id)
        SELECT id FROM m
        """;

    private readonly NpgsqlDataSource _source = database.DataSource!;

    public async Task<IReadOnlyList<Lease>> ClaimAsync(
        IReadOnlyCollection<string> endpoints, int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var token = Guid.CreateVersion7();
        await using var command = _source.CreateCommand(Claim);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. endpoints] });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now + lease });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = token });
        return await LeaseReader.ReadAsync(command, token, cancellationToken);
    }

    public async Task RenewAsync(IReadOnlyCollection<Lease> held, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("""
            UPDATE messaging_delivery d SET due_at = $3 FROM unnest($1, $2) AS h(id, token) WHERE d.id = h.id AND d.lease_token = h.token
            """);
        AddLeases(command, held);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() + lease });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ReleaseAsync(IReadOnlyCollection<Lease> unstarted, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("""
            UPDATE messaging_delivery d SET due_at = $3, lease_token = NULL, attempts = d.attempts - 1
            FROM unnest($1, $2) AS h(id, token) WHERE d.id = h.id AND d.lease_token = h.token
            """);
        AddLeases(command, unstarted);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task CompleteAsync(IReadOnlyCollection<Lease> finished, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("""
            DELETE FROM messaging_delivery d USING unnest($1, $2) AS h(id, token) WHERE d.id = h.id AND d.lease_token = h.token
            """);
        AddLeases(command, finished);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<DateTimeOffset?> OldestAsync(string endpoint, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(
            "SELECT m.created_at FROM messaging_delivery d JOIN messaging_message m ON m.id = d.message_id WHERE d.endpoint = $1 ORDER BY d.id LIMIT 1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = endpoint });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? await reader.GetFieldValueAsync<DateTimeOffset>(0, cancellationToken) : null;
    }

    public async Task BackOffAsync(Lease lease, TimeSpan delay, string error, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(
            "UPDATE messaging_delivery SET due_at = $3, lease_token = NULL, last_error = $4 WHERE id = $1 AND lease_token = $2");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = lease.DeliveryId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = lease.Token });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() + delay });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = error });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task ResetLeasesAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("PostgreSQL is shared: leases of other workers end by time.");

    public async Task<QueueState> InspectAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("""
            SELECT count(*), min(d.due_at) FILTER (WHERE d.due_at <= $1) FROM messaging_delivery d
            """);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new QueueState(
            reader.GetInt64(0),
            await reader.GetFieldValueAsync<DateTimeOffset?>(1, cancellationToken));
    }

    public async Task<IReadOnlySet<Guid>> InsertAsync(IReadOnlyList<IncomingMessage> messages, CancellationToken cancellationToken)
    {
        var deliveries = messages.SelectMany(m => m.Endpoints, (m, endpoint) => (m.Id, endpoint, m.OrderKey)).ToArray();
        await using var command = _source.CreateCommand(Insert);
        var p = command.Parameters;
        p.Add(new NpgsqlParameter<Guid[]> { TypedValue = Column(messages, m => m.Id) });
        p.Add(new NpgsqlParameter<string[]> { TypedValue = Column(messages, m => m.Topic) });
        p.Add(new NpgsqlParameter<string[]> { TypedValue = Column(messages, m => m.TenantId) });
        p.Add(new NpgsqlParameter<string[]> { TypedValue = Column(messages, m => m.Body) });
        p.Add(new NpgsqlParameter<string?[]> { TypedValue = Column(messages, m => m.TraceParent), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        p.Add(new NpgsqlParameter<string?[]> { TypedValue = Column(messages, m => m.TraceId), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        p.Add(new NpgsqlParameter<Guid[]> { TypedValue = Array.ConvertAll(deliveries, d => d.Id) });
        p.Add(new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(deliveries, d => d.endpoint) });
        p.Add(new NpgsqlParameter<long?[]> { TypedValue = Array.ConvertAll(deliveries, d => d.OrderKey), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        p.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        p.Add(new NpgsqlParameter<string?[]> { TypedValue = Column(messages, m => m.Key), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        var written = new HashSet<Guid>(messages.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            written.Add(reader.GetGuid(0));
        return written;
    }

    private static void AddLeases(NpgsqlCommand command, IReadOnlyCollection<Lease> leases)
    {
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. leases.Select(l => l.DeliveryId)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. leases.Select(l => l.Token)] });
    }

    private static T[] Column<T>(IReadOnlyList<IncomingMessage> messages, Func<IncomingMessage, T> select)
    {
        var column = new T[messages.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = select(messages[i]);
        return column;
    }
}
