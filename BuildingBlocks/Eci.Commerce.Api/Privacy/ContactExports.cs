using System.Text.Json.Nodes;
using Eci.Persistence;
using Eci.Persistence.Privacy;

namespace Eci.Commerce.Api.Privacy;

/// <summary>What the hub knows of a person.</summary>
/// <param name="ContactId">Her contact.</param>
/// <param name="ExportedAt">UTC.</param>
/// <param name="IsComplete">False when there was more than an export may hold; the document names the parts.</param>
/// <param name="Document">JSON.</param>
public sealed record ContactExport(string ContactId, DateTimeOffset ExportedAt, bool IsComplete, string Document);

/// <summary>Collects what the hub knows of a person of the unit of work's tenant.</summary>
public sealed class ContactExports
{
    private readonly EciDbContext _database;
    private readonly DataSubjects _subjects;
    private readonly IEnumerable<IPersonalDataHolder> _holders;
    private readonly TimeProvider _time;

    internal ContactExports(EciDbContext database, DataSubjects subjects, IEnumerable<IPersonalDataHolder> holders, TimeProvider time)
    {
        _database = database;
        _subjects = subjects;
        _holders = holders;
        _time = time;
    }

    /// <summary>Null when there is no such person, or she was erased.</summary>
    public async Task<ContactExport?> ExportAsync(PersonName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (await _subjects.FindAsync(name, cancellationToken) is not { ErasedAt: null } person)
            return null;
        var (document, incomplete) = (new JsonObject(), new JsonArray());
        foreach (var holder in _holders.OrderBy(h => h.Name, StringComparer.Ordinal))
        {
            var held = await holder.ExportAsync(person, cancellationToken);
            document[holder.Name] = held.Content;
            if (!held.IsComplete)
                incomplete.Add(holder.Name);
        }

        var now = _time.GetUtcNow();
        document.Insert(0, "exportedAt", now);
        document.Insert(1, "incomplete", incomplete);
        document.Insert(2, "notes", new JsonArray(PrivacyNotes.Pickup));
        _database.Audit("exported", nameof(Contact), person.ContactId);
        await _database.SaveChangesAsync(cancellationToken);
        return new ContactExport(person.ContactId, now, incomplete.Count == 0, document.ToJsonString(ExportJson.Options));
    }
}

/// <summary>What the hub cannot see.</summary>
public static class PrivacyNotes
{
    /// <summary>Where an export and an erasure do not reach.</summary>
    public const string Pickup =
        "Not in the database, and therefore not part of this: files of the mail provider Pickup, mails at the mail provider, messages at a broker, backups.";
}
