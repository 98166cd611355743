using Eci.Messaging.Storage;
using Eci.Persistence;

namespace Eci.Messaging.Brokers;

/// <summary>
/// Knows where a reader of a log broke off. A log counts no deliveries, so a message that ends its process would be handed out for
/// ever; what lies where a reader broke off is therefore handled with the caution of <see cref="ReceivedMessage.MayRepeat"/>.
/// </summary>
public interface IReadingMarks
{
    /// <summary>Marks places as being read from now on.</summary>
    /// <param name="endpoint">The queue that reads.</param>
    /// <param name="places">Names of parts of the log, such as <c>topic[3]</c>.</param>
    /// <returns>The places whose last reader did not take its mark back: it may have ended in the middle of a message.</returns>
    Task<IReadOnlySet<string>> BeginAsync(string endpoint, IReadOnlyCollection<string> places, CancellationToken cancellationToken);

    /// <summary>Takes marks back: nothing of these places is being handled any more, and nothing was broken off.</summary>
    Task EndAsync(string endpoint, IReadOnlyCollection<string> places, CancellationToken cancellationToken);
}

/// <summary>Keeps the marks as entries of the inbox. Retention removes old ones, after which a place counts as one that was left well.</summary>
internal sealed class ReadingMarks(EciDatabase database, IWriteGate gate, TimeProvider time) : IReadingMarks
{
    private const string Insert =
        "INSERT INTO messaging_inbox (message_id, consumer_id, handled_at) VALUES (@place, @endpoint, @now) ON CONFLICT DO NOTHING";

    private const string Delete = "DELETE FROM messaging_inbox WHERE message_id = @place AND consumer_id = @endpoint";

    public async Task<IReadOnlySet<string>> BeginAsync(string endpoint, IReadOnlyCollection<string> places, CancellationToken cancellationToken) =>
        (await UnchangedAsync(Insert, endpoint, places, cancellationToken)).ToHashSet(StringComparer.Ordinal);

    public Task EndAsync(string endpoint, IReadOnlyCollection<string> places, CancellationToken cancellationToken) =>
        UnchangedAsync(Delete, endpoint, places, cancellationToken);

    /// <summary>Runs the statement for every place in one transaction; returns the places for which it changed nothing.</summary>
    private async Task<List<string>> UnchangedAsync(
        string statement, string endpoint, IReadOnlyCollection<string> places, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statement;
        command.AddParameter("@place", Guid.Empty);
        command.AddParameter("@endpoint", InboxEntry.IdOf(endpoint));
        var now = time.GetUtcNow();
        command.AddParameter("@now", database.Provider is DatabaseProvider.Sqlite ? now.UtcTicks : now);
        var unchanged = new List<string>();
        foreach (var place in places)
        {
            command.Parameters["@place"].Value = InboxEntry.IdOf($"reading {place}");
            if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
                unchanged.Add(place);
        }

        await transaction.CommitAsync(cancellationToken);
        return unchanged;
    }
}
