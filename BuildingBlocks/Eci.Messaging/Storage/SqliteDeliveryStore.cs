using System.Data.Common;
using Eci.Messaging.Delivery;
using Eci.Persistence;

namespace Eci.Messaging.Storage;

internal sealed class SqliteDeliveryStore(EciDatabase database, IWriteGate gate, TimeProvider time) : IDeliveryStore
{
    private const string Ready = """
        FROM messaging_delivery d
        WHERE d.due_at <= @now AND d.endpoint IN (SELECT value FROM json_each(@endpoints))
          AND (d.order_key IS NULL OR NOT EXISTS (
              SELECT 1 FROM messaging_delivery o
              WHERE o.order_key = d.order_key AND o.endpoint = d.endpoint AND o.id < d.id))
        """;

    private const string Probe = $"SELECT EXISTS (SELECT 1 {Ready})";

    private const string Claim = $"""
        UPDATE messaging_delivery SET due_at = @until, attempts = attempts + 1, lease_token = @token
        WHERE id IN (SELECT d.id {Ready} ORDER BY d.due_at, d.id LIMIT @limit)
        """;

    private const string Claimed = """
        SELECT d.id, d.message_id, d.endpoint, d.attempts, d.order_key, m.topic, m.tenant_id, m.body, m.trace_parent, m.trace_id, m.created_at, m.key
        FROM messaging_delivery d JOIN messaging_message m ON m.id = d.message_id
        WHERE d.lease_token = @token
        """;

    public async Task<IReadOnlyList<Lease>> ClaimAsync(
        IReadOnlyCollection<string> endpoints, int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var names = System.Text.Json.JsonSerializer.Serialize(endpoints);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using (var probe = Command(connection, Probe))
        {
            probe.AddParameter("@now", now.UtcTicks);
            probe.AddParameter("@endpoints", names);
            if (await probe.ExecuteScalarAsync(cancellationToken) is 0L)
                return [];
        }

        var token = Guid.CreateVersion7();
        using (await gate.EnterAsync(cancellationToken))
        {
            await using var claim = Command(connection, Claim);
            claim.AddParameter("@now", now.UtcTicks);
            claim.AddParameter("@endpoints", names);
            claim.AddParameter("@until", (now + lease).UtcTicks);
            claim.AddParameter("@token", token);
            claim.AddParameter("@limit", limit);
            await claim.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var read = Command(connection, Claimed);
        read.AddParameter("@token", token);
        return await LeaseReader.ReadAsync(read, token, cancellationToken);
    }

    public Task RenewAsync(IReadOnlyCollection<Lease> held, TimeSpan lease, CancellationToken cancellationToken) => ForEachAsync(
        "UPDATE messaging_delivery SET due_at = @due WHERE id = @id AND lease_token = @token", held, time.GetUtcNow() + lease, cancellationToken);

    public Task ReleaseAsync(IReadOnlyCollection<Lease> unstarted, CancellationToken cancellationToken) => ForEachAsync(
        "UPDATE messaging_delivery SET due_at = @due, lease_token = NULL, attempts = attempts - 1 WHERE id = @id AND lease_token = @token",
        unstarted,
        time.GetUtcNow(),
        cancellationToken);

    public Task CompleteAsync(IReadOnlyCollection<Lease> finished, CancellationToken cancellationToken) => ForEachAsync(
        "DELETE FROM messaging_delivery WHERE id = @id AND lease_token = @token", finished, time.GetUtcNow(), cancellationToken);

    public async Task<DateTimeOffset?> OldestAsync(string endpoint, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = Command(
            connection,
            "SELECT m.created_at FROM messaging_delivery d JOIN messaging_message m ON m.id = d.message_id WHERE d.endpoint = @endpoint ORDER BY d.id LIMIT 1");
        command.AddParameter("@endpoint", endpoint);
        return await command.ExecuteScalarAsync(cancellationToken) is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }

    public async Task BackOffAsync(Lease lease, TimeSpan delay, string error, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = Command(
            connection,
            "UPDATE messaging_delivery SET due_at = @due, lease_token = NULL, last_error = @error WHERE id = @id AND lease_token = @token");
        command.AddParameter("@due", (time.GetUtcNow() + delay).UtcTicks);
        command.AddParameter("@error", error);
        command.AddParameter("@id", lease.DeliveryId);
        command.AddParameter("@token", lease.Token);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ResetLeasesAsync(CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = Command(
            connection,
            "UPDATE messaging_delivery SET due_at = @now, lease_token = NULL WHERE lease_token IS NOT NULL");
        command.AddParameter("@now", time.GetUtcNow().UtcTicks);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<QueueState> InspectAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = Command(
            connection,
            "SELECT count(*), min(CASE WHEN due_at <= @now THEN due_at END) FROM messaging_delivery");
        command.AddParameter("@now", time.GetUtcNow().UtcTicks);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new QueueState(
            reader.GetInt64(0),
            await reader.IsDBNullAsync(1, cancellationToken) ? null : new DateTimeOffset(reader.GetInt64(1), TimeSpan.Zero));
    }

    public async Task<IReadOnlySet<Guid>> InsertAsync(IReadOnlyList<IncomingMessage> messages, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var insert = new SqliteIntakeCommands(connection, transaction, time.GetUtcNow());
        var written = new HashSet<Guid>(messages.Count);
        foreach (var message in messages)
        {
            if (insert.Write(message))
                written.Add(message.Id);
        }

        await transaction.CommitAsync(cancellationToken);
        return written;
    }

    private static DbCommand Command(DbConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    private async Task ForEachAsync(string statement, IReadOnlyCollection<Lease> leases, DateTimeOffset due, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var lease in leases)
        {
            await using var command = Command(connection, statement);
            command.Transaction = transaction;
            command.AddParameter("@due", due.UtcTicks);
            command.AddParameter("@id", lease.DeliveryId);
            command.AddParameter("@token", lease.Token);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
