using System.Globalization;
using Eci.Messaging.Delivery;

namespace Eci.IntegrationTests.Messaging.Support;

/// <summary>What the queue's tables should hold, kept in memory by the rules of the queue.</summary>
internal sealed class StoreModel
{
    private readonly HashSet<Guid> _messages = [];

    /// <summary>Unfinished deliveries in the order they were written.</summary>
    public List<Row> Rows { get; } = [];

    /// <summary>Given up, with the attempts they took.</summary>
    public List<Row> DeadLetters { get; } = [];

    /// <summary>Every claim ever made, whether it still counts or not.</summary>
    public List<(Row Row, Lease Lease)> Claims { get; } = [];

    public bool Insert(Guid message, IEnumerable<string> queues, long? key, DateTimeOffset now)
    {
        if (!_messages.Add(message))
            return false;
        Rows.AddRange(queues.Select(queue => new Row(message, queue, key) { DueAt = now }));
        return true;
    }

    /// <summary>Deliveries that a claim may return: due, and the first of their key.</summary>
    public List<Row> Ready(IReadOnlyCollection<string> queues, DateTimeOffset now) => Rows
        .Where((row, place) => row.DueAt <= now && queues.Contains(row.Queue)
            && (row.Key is null || !Rows.Take(place).Any(older => older.Key == row.Key && older.Queue == row.Queue)))
        .ToList();

    /// <summary>True when the claim still counts.</summary>
    public bool Holds(Row row, Lease lease) => Rows.Contains(row) && row.Token == lease.Token;

    public void Die(Row row)
    {
        Rows.Remove(row);
        DeadLetters.Add(row);
    }

    public void Replay(Row row, DateTimeOffset now)
    {
        DeadLetters.Remove(row);
        Rows.Add(new Row(row.Message, row.Queue, row.Key) { DueAt = now });
    }

    /// <summary>One delivery.</summary>
    internal sealed class Row(Guid message, string queue, long? key)
    {
        public Guid Message { get; } = message;

        public string Queue { get; } = queue;

        public long? Key { get; } = key;

        public DateTimeOffset DueAt { get; set; }

        public int Attempts { get; set; }

        public Guid? Token { get; set; }

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Message:N} {Queue} {Key} {DueAt:O} {Attempts} {Token:N}");
    }
}
