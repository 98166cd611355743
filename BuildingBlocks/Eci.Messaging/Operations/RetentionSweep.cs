using Eci.Persistence;
using Microsoft.Extensions.Options;

namespace Eci.Messaging.Operations;

/// <summary>Removes messages nothing needs any more, a thousand at a time. Safe to run in several processes.</summary>
internal sealed class RetentionSweep(
    EciDatabase database,
    IWriteGate gate,
    IOptions<MessagingOptions> options,
    TimeProvider time) : IRecurringJob
{
    private const int Portion = 1000;

    private const string DeleteMessages = """
        DELETE FROM messaging_message WHERE id IN (
            SELECT m.id FROM messaging_message m
            WHERE m.created_at < @before
              AND NOT EXISTS (SELECT 1 FROM messaging_delivery d WHERE d.message_id = m.id)
              AND NOT EXISTS (SELECT 1 FROM messaging_dead_letter l WHERE l.message_id = m.id)
            ORDER BY m.created_at LIMIT @portion)
        """;

    private const string DeleteForgotten = """
        DELETE FROM messaging_message WHERE id IN (
            SELECT m.id FROM messaging_message m
            WHERE m.forget_when_handled
              AND NOT EXISTS (SELECT 1 FROM messaging_delivery d WHERE d.message_id = m.id)
              AND NOT EXISTS (SELECT 1 FROM messaging_dead_letter l WHERE l.message_id = m.id)
            ORDER BY m.created_at LIMIT @portion)
        """;

    private const string DeleteInbox = """
        DELETE FROM messaging_inbox WHERE (message_id, consumer_id) IN (
            SELECT message_id, consumer_id FROM messaging_inbox WHERE handled_at < @before LIMIT @portion)
        """;

    public string Name => "messaging-retention";

    public TimeSpan Interval => TimeSpan.FromMinutes(15);

    public Task RunAsync(IServiceProvider services, CancellationToken cancellationToken) => SweepAsync(cancellationToken);

    /// <summary>One pass; returns how many rows went.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.Retention;
        return await DeleteAsync(DeleteMessages, before, cancellationToken)
            + await DeleteAsync(DeleteForgotten, before, cancellationToken)
            + await DeleteAsync(DeleteInbox, before, cancellationToken);
    }

    private async Task<int> DeleteAsync(string statement, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var total = 0;
        int deleted;
        do
        {
            using var turn = await gate.EnterAsync(cancellationToken);
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.AddParameter("@before", database.Provider is DatabaseProvider.Sqlite ? before.UtcTicks : before);
            command.AddParameter("@portion", Portion);
            deleted = await command.ExecuteNonQueryAsync(cancellationToken);
            total += deleted;
        }
        while (deleted == Portion);
        return total;
    }
}
