using System.Text.Json;
using Eci.Messaging.Brokers;
using Eci.Messaging.Routing;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.Messaging.Operations;

/// <summary>
/// Replays and discards dead letters of the tenants that the scope it is resolved from may see. What it does in a scope of one tenant is
/// recorded in the audit log, in the same transaction.
/// </summary>
public sealed class DeadLetters
{
    /// <summary>Most dead letters that one call takes, the oldest first; the rest needs another call.</summary>
    public const int MostPerCall = 10_000;

    private const int Portion = 100;
    private const int Samples = 10;
    private const int PatienceWithOthers = 50;
    private const string Subject = nameof(DeadLetter);

    private readonly EciDbContext _database;
    private readonly MessageReader _reader;
    private readonly RouteTable _routes;
    private readonly TimeProvider _time;

    internal DeadLetters(EciDbContext database, MessageReader reader, RouteTable routes, TimeProvider time)
    {
        _database = database;
        _reader = reader;
        _routes = routes;
        _time = time;
    }

    /// <summary>Puts one back into its queue with a fresh count of attempts.</summary>
    public async Task<ReplayResult> ReplayAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } letter)
            return ReplayResult.Unknown;
        if (RefusalOf(letter.Topic, letter.Endpoint) is { } refusal)
            return refusal;
        return await TakeAsync(letter, replay: true, cancellationToken) ? ReplayResult.Replayed : ReplayResult.Unknown;
    }

    /// <summary>Deletes one for good. False when there is none of that id.</summary>
    public async Task<bool> DiscardAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } letter && await TakeAsync(letter, replay: false, cancellationToken);

    /// <summary>Puts all that match back into their queues, a hundred per transaction, the oldest first.</summary>
    /// <param name="filter">Which ones; its limit does not count.</param>
    /// <param name="dryRun">Only tells what would be done.</param>
    /// <param name="cancellationToken">Stops between transactions.</param>
    public Task<DeadLetterReport> ReplayAsync(DeadLetterFilter filter, bool dryRun, CancellationToken cancellationToken) =>
        TakeAsync(filter, replay: true, dryRun, cancellationToken);

    /// <summary>Deletes all that match for good, a hundred per transaction, the oldest first.</summary>
    /// <param name="filter">Which ones; its limit does not count.</param>
    /// <param name="dryRun">Only tells what would be done.</param>
    /// <param name="cancellationToken">Stops between transactions.</param>
    public Task<DeadLetterReport> DiscardAsync(DeadLetterFilter filter, bool dryRun, CancellationToken cancellationToken) =>
        TakeAsync(filter, replay: false, dryRun, cancellationToken);

    private async Task<DeadLetterReport> TakeAsync(DeadLetterFilter filter, bool replay, bool dryRun, CancellationToken cancellationToken)
    {
        var matching = _reader.Matching(filter);
        var found = await matching
            .GroupBy(d => new { d.Endpoint, d.ErrorType, IsRefused = d.Topic == Inbox.RefusedTopic })
            .Select(g => new { g.Key.Endpoint, g.Key.ErrorType, g.Key.IsRefused, Count = g.Count() })
            .ToListAsync(cancellationToken);
        var groups = found
            .OrderBy(g => g.Endpoint, StringComparer.Ordinal).ThenBy(g => g.ErrorType, StringComparer.Ordinal).ThenBy(g => g.IsRefused)
            .Select(g => new DeadLetterGroup(
                g.Endpoint, g.ErrorType, replay ? RefusalOf(g.IsRefused ? Inbox.RefusedTopic : string.Empty, g.Endpoint) : null, g.Count))
            .ToList();
        var samples = await matching.OrderBy(d => d.Id).Select(d => d.Id).Take(Samples).ToListAsync(cancellationToken);
        var (total, refused) = (groups.Sum(g => g.Count), groups.Where(g => g.Refusal is not null).Sum(g => g.Count));
        var wanted = Math.Min(total - refused, MostPerCall);
        var done = dryRun ? wanted : await TakeAsync(replay ? Replayable(matching) : matching, replay, wanted, cancellationToken);
        return new DeadLetterReport(total, done, refused, groups, samples);
    }

    /// <summary>
    /// Takes so many, portion by portion. Ids are in the order in which letters were given up, so one that fails again while this goes on
    /// is behind the others. When somebody else took one of a portion meanwhile, nothing of the portion is written and it is read again.
    /// </summary>
    private async Task<int> TakeAsync(IQueryable<DeadLetter> letters, bool replay, int wanted, CancellationToken cancellationToken)
    {
        var (done, conflicts) = (0, 0);
        var started = _time.GetUtcNow();
        while (done < wanted)
        {
            var portion = await letters.Where(d => d.FailedAt <= started).OrderBy(d => d.Id).Take(Math.Min(Portion, wanted - done)).ToListAsync(cancellationToken);
            if (portion.Count == 0)
                break;
            foreach (var letter in portion)
                Mark(letter, replay);
            _database.Audit(DeedOf(replay), Subject, subjectId: null, JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["count"] = portion.Count,
                ["ids"] = portion.Select(d => d.Id),
            }));
            if (await SaveAsync(cancellationToken) is not { } conflict)
                done += portion.Count;
            else if (++conflicts > PatienceWithOthers)
                throw conflict;
        }

        return done;
    }

    /// <summary>Of several callers one takes it.</summary>
    private async Task<bool> TakeAsync(DeadLetter letter, bool replay, CancellationToken cancellationToken)
    {
        Mark(letter, replay);
        _database.Audit(DeedOf(replay), Subject, letter.Id);
        if (await SaveAsync(cancellationToken) is not { } conflict)
            return true;
        return await FindAsync(letter.Id, cancellationToken) is null ? false : throw conflict;
    }

    private void Mark(DeadLetter letter, bool replay)
    {
        _database.Remove(letter);
        if (!replay)
            return;
        _database.Add(new StoredDelivery
        {
            MessageId = letter.MessageId,
            Endpoint = letter.Endpoint,
            DueAt = _time.GetUtcNow(),
            OrderKey = letter.OrderKey,
        });
    }

    /// <summary>The failure when somebody else changed the same rows; nothing is written then.</summary>
    private async Task<DbUpdateException?> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _database.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException exception) when (!EciDatabase.IsUnavailable(exception))
        {
            return exception;
        }
        finally
        {
            _database.ChangeTracker.Clear();
        }
    }

    private Task<DeadLetter?> FindAsync(string id, CancellationToken cancellationToken) =>
        _reader.Matching(new DeadLetterFilter()).SingleOrDefaultAsync(d => d.Id == id, cancellationToken);

    private IQueryable<DeadLetter> Replayable(IQueryable<DeadLetter> letters)
    {
        List<string> queues = [Distribution.Relay, .. _routes.Endpoints.Select(e => e.Name)];
        return letters.Where(d => d.Topic != Inbox.RefusedTopic && queues.Contains(d.Endpoint));
    }

    private ReplayResult? RefusalOf(string topic, string queue)
    {
        if (string.Equals(topic, Inbox.RefusedTopic, StringComparison.Ordinal))
            return ReplayResult.Refused;
        return queue == Distribution.Relay || _routes.TryGetEndpoint(queue, out _) ? null : ReplayResult.QueueGone;
    }

    private static string DeedOf(bool replay) => replay ? "replayed" : "discarded";
}
