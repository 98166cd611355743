using System.Text.Json;
using System.Text.Json.Nodes;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Persistence;
using Eci.Persistence.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.OutgoingWebhooks.Privacy;

/// <summary>
/// What was sent to receivers, and what they answered. Places go out of what is about the person's parcels, her texts out of everything
/// that mentions her.
/// </summary>
internal sealed class DeliveryHolder(EciDbContext database) : IPersonalDataHolder
{
    private const int MostExported = 1000;

    public string Name => "outgoingWebhooks";

    public async Task<HeldData> ExportAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var found = await About(person).AsNoTracking().OrderByDescending(d => d.CreatedAt).ThenBy(d => d.Id).Take(MostExported + 1).ToListAsync(cancellationToken);
        var content = found.Take(MostExported).Select(d => JsonSerializer.SerializeToNode(
            new { d.Id, d.EventType, d.CreatedAt, Payload = JsonNode.Parse(d.Payload) }, JsonSerializerOptions.Web));
        return new HeldData(new JsonArray([.. content]), found.Count <= MostExported);
    }

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var delivery in await About(person).ToListAsync(cancellationToken))
        {
            var payload = person.Texts.RedactJson(WithoutPlace(delivery.Payload));
            if (string.Equals(payload, delivery.Payload, StringComparison.Ordinal))
                continue;
            delivery.Payload = payload;
            changed++;
        }

        var answers = await Answers(person).ToListAsync(cancellationToken);
        foreach (var attempt in answers)
            attempt.ResponseBody = null;
        return new Dictionary<string, int>(StringComparer.Ordinal) { [Name] = changed, ["outgoingWebhookAnswers"] = answers.Count };
    }

    private IQueryable<WebhookDelivery> About(DataSubject person)
    {
        var (packages, patterns) = (person.PackageIds, person.Texts.Patterns);
        return patterns.Count == 0
            ? database.Set<WebhookDelivery>().Where(d => packages.Contains(d.PackageId!))
            : database.Set<WebhookDelivery>().Where(TextSearch.Holds<WebhookDelivery>(d => d.Payload, patterns).Or(d => packages.Contains(d.PackageId!)));
    }

    private IQueryable<WebhookAttempt> Answers(DataSubject person)
    {
        var patterns = person.Texts.Patterns;
        return patterns.Count == 0
            ? database.Set<WebhookAttempt>().Where(_ => false)
            : database.Set<WebhookAttempt>().Where(a => a.ResponseBody != null).Where(TextSearch.Holds<WebhookAttempt>(a => a.ResponseBody, patterns));
    }

    private static string WithoutPlace(string payload)
    {
        const string location = "location";
        if (JsonNode.Parse(payload) is not JsonObject root || root["data"] is not JsonObject data || data[location] is null)
            return payload;
        data[location] = null;
        return root.ToJsonString();
    }
}
