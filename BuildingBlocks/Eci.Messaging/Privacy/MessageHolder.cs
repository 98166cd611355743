using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Eci.Persistence.Privacy;
using Microsoft.EntityFrameworkCore;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.Messaging.Privacy;

/// <summary>
/// Messages that are about a person or mention her. One that everybody is done with is deleted; one that still waits, or is a dead letter, is
/// deleted once that is over. Until then it is handled without her data, as far as it is certainly hers: a namesake's is left as it is.
/// </summary>
internal sealed class MessageHolder(EciDbContext database) : IPersonalDataHolder
{
    private const int MostExported = 1000;
    private const int LongestExported = 64 * 1024;

    public string Name => "messages";

    public async Task<HeldData> ExportAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var found = await Mentioning(person).AsNoTracking()
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Take(MostExported + 1)
            .Select(m => new { m.Id, m.Topic, m.CreatedAt, Body = m.Body.Length > LongestExported ? null : m.Body })
            .ToListAsync(cancellationToken);
        var content = found.Take(MostExported).Select(m => (JsonNode)new JsonObject
        {
            ["id"] = m.Id.ToString(),
            ["topic"] = m.Topic,
            ["createdAt"] = m.CreatedAt,
            ["message"] = m.Body is null ? null : MessageIn(m.Body),
        });
        return new HeldData(new JsonArray([.. content]), found.Count <= MostExported && found.All(m => m.Body is not null));
    }

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var finished = await Mentioning(person).Where(m => !Waiting().Contains(m.Id)).Select(m => m.Id).ToListAsync(cancellationToken);
        database.RemoveRange(finished.Select(id => new Message { Id = id, Topic = string.Empty, TenantId = person.TenantId, Body = string.Empty, CreatedAt = default }));
        var waiting = await Mentioning(person).Where(m => !m.ForgetWhenHandled && Waiting().Contains(m.Id)).ToListAsync(cancellationToken);
        foreach (var message in waiting)
            Clean(message, person);
        return new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["messages"] = finished.Count,
            ["waitingMessages"] = waiting.Count,
            ["errorTexts"] = await CleanErrorsAsync(person, cancellationToken),
        };
    }

    private static void Clean(Message message, DataSubject person)
    {
        message.ForgetWhenHandled = true;
        var body = message.Body.ToLowerInvariant();
        var isHers = (message.Key is { } key && person.MessageKeys.Contains(key, StringComparer.Ordinal))
            || person.Texts.EmailPatterns.Any(pattern => body.Contains(pattern, StringComparison.Ordinal));
        if (isHers)
            message.Body = Redacted(message.Body, person.Texts);
    }

    /// <summary>What handlers failed by may repeat what they were given.</summary>
    private async Task<int> CleanErrorsAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var patterns = person.Texts.Patterns;
        if (patterns.Count == 0)
            return 0;
        var letters = await database.Set<DeadLetter>()
            .Where(d => d.TenantId == person.TenantId)
            .Where(TextSearch.Holds<DeadLetter>(d => d.Error, patterns))
            .ToListAsync(cancellationToken);
        foreach (var letter in letters)
            letter.Error = person.Texts.Redact(letter.Error);
        var deliveries = await database.Set<StoredDelivery>()
            .Where(TextSearch.Holds<StoredDelivery>(d => d.LastError, patterns))
            .Where(d => database.Set<Message>().Any(m => m.Id == d.MessageId && m.TenantId == person.TenantId))
            .ToListAsync(cancellationToken);
        foreach (var delivery in deliveries)
            delivery.LastError = person.Texts.Redact(delivery.LastError!);
        return letters.Count + deliveries.Count;
    }

    private IQueryable<Message> Mentioning(DataSubject person)
    {
        var keys = person.MessageKeys;
        Expression<Func<Message, bool>> isAbout = m => m.Key != null && keys.Contains(m.Key);
        var rows = database.Set<Message>().Where(m => m.TenantId == person.TenantId);
        return rows.Where(person.Texts.Patterns.Count == 0 ? isAbout : isAbout.Or(TextSearch.Holds<Message>(m => m.Body, person.Texts.Patterns)));
    }

    private IQueryable<Guid> Waiting() =>
        database.Set<StoredDelivery>().Select(d => d.MessageId).Concat(database.Set<DeadLetter>().Select(d => d.MessageId));

    /// <summary>The message within its envelope, or the text where it is none.</summary>
    private static JsonNode? MessageIn(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject envelope && envelope["message"] is { } message ? message.DeepClone() : body;
        }
        catch (JsonException)
        {
            return body;
        }
    }

    /// <summary>Only the message itself: the rest of the envelope says how to read it.</summary>
    private static string Redacted(string body, PersonalTexts texts)
    {
        try
        {
            if (JsonNode.Parse(body) is JsonObject envelope && envelope["message"] is { } message)
            {
                envelope["message"] = JsonNode.Parse(texts.RedactJson(message.ToJsonString()));
                return envelope.ToJsonString();
            }
        }
        catch (JsonException)
        {
            // No envelope: redacted as a text.
        }

        return texts.RedactJson(body);
    }
}
