using System.Data.Common;
using Eci.Persistence;

namespace Eci.Messaging.Storage;

/// <summary>The two prepared inserts of one intake transaction. SQLite executes them synchronously by nature.</summary>
internal sealed class SqliteIntakeCommands : IAsyncDisposable
{
    private readonly DbCommand _message;
    private readonly DbCommand _delivery;

    public SqliteIntakeCommands(DbConnection connection, DbTransaction transaction, DateTimeOffset now)
    {
        _message = connection.CreateCommand();
        _message.Transaction = transaction;
        _message.CommandText = """
            INSERT INTO messaging_message (id, topic, tenant_id, body, trace_parent, trace_id, key, created_at)
            VALUES (@id, @topic, @tenant, @body, @parent, @trace, @key, @now) ON CONFLICT (id) DO NOTHING
            """;
        foreach (var name in (string[])["@id", "@topic", "@tenant", "@body", "@parent", "@trace", "@key"])
            _message.AddParameter(name, value: null);
        _message.AddParameter("@now", now.UtcTicks);

        _delivery = connection.CreateCommand();
        _delivery.Transaction = transaction;
        _delivery.CommandText = """
            INSERT INTO messaging_delivery (message_id, endpoint, due_at, attempts, order_key) VALUES (@id, @endpoint, @now, 0, @key)
            """;
        foreach (var name in (string[])["@id", "@endpoint", "@key"])
            _delivery.AddParameter(name, value: null);
        _delivery.AddParameter("@now", now.UtcTicks);
    }

    /// <summary>Writes the message and its deliveries unless it is there already; true when it was new.</summary>
    public bool Write(IncomingMessage message)
    {
        Set(_message, "@id", message.Id);
        Set(_message, "@topic", message.Topic);
        Set(_message, "@tenant", message.TenantId);
        Set(_message, "@body", message.Body);
        Set(_message, "@parent", message.TraceParent);
        Set(_message, "@trace", message.TraceId);
        Set(_message, "@key", message.Key);
        if (_message.ExecuteNonQuery() == 0)
            return false;

        Set(_delivery, "@id", message.Id);
        Set(_delivery, "@key", message.OrderKey);
        foreach (var endpoint in message.Endpoints)
        {
            Set(_delivery, "@endpoint", endpoint);
            _delivery.ExecuteNonQuery();
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _message.DisposeAsync();
        await _delivery.DisposeAsync();
    }

    private static void Set(DbCommand command, string name, object? value) => command.Parameters[name].Value = value ?? DBNull.Value;
}
