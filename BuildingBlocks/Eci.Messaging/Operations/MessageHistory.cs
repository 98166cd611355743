using System.Diagnostics;
using System.Text.Json;
using Eci.Messaging.Storage;
using Eci.Persistence;
using MassTransit.Serialization;
using Microsoft.EntityFrameworkCore;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.Messaging.Operations;

/// <summary>A message and what is left to do about it.</summary>
/// <param name="Id">The message.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="Key">Its ordering key.</param>
/// <param name="TraceId">The trace id that its cause came with, else that of the trace it belongs to; null when there is none.</param>
/// <param name="CreatedAt">When it was written, UTC.</param>
public sealed record KnownMessage(Guid Id, string Topic, string Key, string? TraceId, DateTimeOffset CreatedAt)
{
    /// <summary>Queues that have not handled it.</summary>
    public IReadOnlyList<WaitingDelivery> Waiting { get; init; } = [];

    /// <summary>Queues that gave it up.</summary>
    public IReadOnlyList<DeadLetterInfo> Dead { get; init; } = [];

    internal string Body { get; init; } = string.Empty;

    /// <summary>What it says.</summary>
    /// <exception cref="JsonException">It is not of this type.</exception>
    public T Read<T>()
        where T : class
    {
        using var envelope = JsonDocument.Parse(Body);
        return envelope.RootElement.GetProperty("message").Deserialize<T>(SystemTextJsonMessageSerializer.Options)
            ?? throw new JsonException("The envelope holds no message.");
    }
}

/// <summary>A message that a queue has not handled.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Endpoint">The queue.</param>
/// <param name="DueAt">Not handled before, UTC; while it is handled, when somebody else would take it over.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="Failed">The last attempt failed.</param>
public sealed record WaitingDelivery(Guid MessageId, string Endpoint, DateTimeOffset DueAt, int Attempts, bool Failed);

/// <summary>Tells what became of messages with certain ordering keys, as long as they are kept.</summary>
public sealed class MessageHistory
{
    private const int Most = 2000;

    private readonly EciDbContext _database;
    private readonly MessageReader _reader;

    internal MessageHistory(EciDbContext database, MessageReader reader)
    {
        _database = database;
        _reader = reader;
    }

    /// <summary>Messages of a tenant by their keys, the newest first and at most 2000. Three statements, whatever the number of keys.</summary>
    public async Task<IReadOnlyList<KnownMessage>> ReadAsync(string tenantId, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var messages = await _database.Set<Message>().AsNoTracking()
            .Where(m => EF.Parameter(keys).Contains(m.Key!) && m.TenantId == tenantId)
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
        var ids = messages.ConvertAll(m => m.Id);
        var waiting = (await _database.Set<StoredDelivery>().AsNoTracking()
                .Where(d => EF.Parameter(ids).Contains(d.MessageId))
                .Select(d => new WaitingDelivery(d.MessageId, d.Endpoint, d.DueAt, d.Attempts, d.LastError != null))
                .ToListAsync(cancellationToken))
            .ToLookup(d => d.MessageId);
        var dead = (await _reader.LettersOfAsync(ids, cancellationToken)).ToLookup(d => d.MessageId);
        return messages.ConvertAll(m => new KnownMessage(m.Id, m.Topic, m.Key!, m.TraceId ?? TraceOf(m.TraceParent), m.CreatedAt)
        {
            Body = m.Body,
            Waiting = [.. waiting[m.Id]],
            Dead = [.. dead[m.Id]],
        });
    }

    private static string? TraceOf(string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, out var context) ? context.TraceId.ToHexString() : null;
}
