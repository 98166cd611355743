using System.Text.Json;
using Eci.Persistence;
using Eci.Persistence.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Privacy;

/// <summary>What was erased of a person, or would be.</summary>
/// <param name="ContactId">Her contact, which stays.</param>
/// <param name="Counts">Rows that were changed or deleted, by kind.</param>
public sealed record ContactErasure(string ContactId, IReadOnlyDictionary<string, int> Counts);

/// <summary>Erases a person of the unit of work's tenant, in one transaction. Doing it again erases what came since.</summary>
public sealed class ContactErasures
{
    private const int Attempts = 10;

    private readonly EciDbContext _database;
    private readonly DataSubjects _subjects;
    private readonly IEnumerable<IPersonalDataHolder> _holders;

    internal ContactErasures(EciDbContext database, DataSubjects subjects, IEnumerable<IPersonalDataHolder> holders)
    {
        _database = database;
        _subjects = subjects;
        _holders = holders;
    }

    /// <summary>Null when there is no such person. Starts anew when a handler changes one of the rows at the same time.</summary>
    public async Task<ContactErasure?> EraseAsync(PersonName name, bool dryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (var attempt = 1; ; attempt++)
        {
            _database.ChangeTracker.Clear();
            if (await _subjects.FindAsync(name, cancellationToken) is not { } person)
                return null;
            var erasure = new ContactErasure(person.ContactId, await MarkAsync(person, cancellationToken));
            if (dryRun)
            {
                _database.ChangeTracker.Clear();
                return erasure;
            }

            if (await SaveAsync(erasure, last: attempt == Attempts, cancellationToken))
                return erasure;
        }
    }

    private async Task<IReadOnlyDictionary<string, int>> MarkAsync(DataSubject person, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var holder in _holders)
        {
            foreach (var (kind, count) in await holder.EraseAsync(person, cancellationToken))
                counts[kind] = counts.GetValueOrDefault(kind) + count;
        }

        return counts;
    }

    private async Task<bool> SaveAsync(ContactErasure erasure, bool last, CancellationToken cancellationToken)
    {
        if (erasure.Counts.Values.All(count => count == 0))
            return true;
        _database.Audit("erased", nameof(Contact), erasure.ContactId, JsonSerializer.Serialize(erasure.Counts));
        try
        {
            await _database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException) when (!last)
        {
            return false;
        }
        finally
        {
            _database.ChangeTracker.Clear();
        }
    }
}
