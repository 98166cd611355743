using Eci.Core;
using Eci.Messaging.Brokers;
using Eci.Messaging.Delivery;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.Messaging.Operations;

/// <summary>A delivery that was given up.</summary>
/// <param name="Id">To show, replay or discard it.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="Endpoint">The queue that gave up.</param>
/// <param name="TenantId">Tenant, or empty.</param>
/// <param name="Attempts">Claims it took.</param>
/// <param name="ErrorType">Exception type.</param>
/// <param name="Error">Exception text.</param>
/// <param name="FailedAt">UTC.</param>
public sealed record DeadLetterInfo(
    string Id, Guid MessageId, string Topic, string Endpoint, string TenantId, int Attempts, string ErrorType, string Error, DateTimeOffset FailedAt);

/// <summary>A dead letter with its message.</summary>
/// <param name="Letter">The summary.</param>
/// <param name="Body">The JSON envelope.</param>
/// <param name="TraceParent">Trace it belongs to.</param>
public sealed record DeadLetterDetail(DeadLetterInfo Letter, string Body, string? TraceParent);

/// <summary>Which dead letters are meant; nulls match everything.</summary>
public sealed record DeadLetterFilter(string? Endpoint = null, string? Topic = null, string? TenantId = null, int Limit = 100);

/// <summary>What became of a request to replay.</summary>
public enum ReplayResult
{
    /// <summary>It is in its queue again.</summary>
    Replayed,

    /// <summary>There is no dead letter of that id.</summary>
    Unknown,

    /// <summary>A broker delivered something that was not to be handled: unsigned, forged, too large or no message at all. It stays that.</summary>
    Refused,
}

/// <summary>Lists, shows, replays and discards dead letters. For operators: sees every tenant.</summary>
public sealed class DeadLetterService
{
    private readonly IServiceScopeFactory _scopes;
    private readonly DeliverySignal _signal;
    private readonly TimeProvider _time;

    internal DeadLetterService(IServiceScopeFactory scopes, DeliverySignal signal, TimeProvider time)
    {
        _scopes = scopes;
        _signal = signal;
        _time = time;
    }

    /// <summary>The newest first.</summary>
    public Task<List<DeadLetterInfo>> ListAsync(DeadLetterFilter filter, CancellationToken cancellationToken) => InScopeAsync(database =>
        database.Set<DeadLetter>().AsNoTracking()
            .Where(d => filter.Endpoint == null || d.Endpoint == filter.Endpoint)
            .Where(d => filter.Topic == null || d.Topic == filter.Topic)
            .Where(d => filter.TenantId == null || d.TenantId == filter.TenantId)
            .OrderByDescending(d => d.FailedAt)
            .Take(filter.Limit)
            .Select(d => new DeadLetterInfo(d.Id, d.MessageId, d.Topic, d.Endpoint, d.TenantId, d.Attempts, d.ErrorType, d.Error, d.FailedAt))
            .ToListAsync(cancellationToken));

    /// <summary>One with its message; null when there is none of that id.</summary>
    public Task<DeadLetterDetail?> ShowAsync(string id, CancellationToken cancellationToken) => InScopeAsync(database => (
        from d in database.Set<DeadLetter>().AsNoTracking()
        join m in database.Set<Message>() on d.MessageId equals m.Id
        where d.Id == id
        select new DeadLetterDetail(
            new DeadLetterInfo(d.Id, d.MessageId, d.Topic, d.Endpoint, d.TenantId, d.Attempts, d.ErrorType, d.Error, d.FailedAt),
            m.Body,
            m.TraceParent)).SingleOrDefaultAsync(cancellationToken));

    /// <summary>Puts it back into its queue with a fresh count of attempts.</summary>
    public async Task<ReplayResult> ReplayAsync(string id, CancellationToken cancellationToken)
    {
        var refused = await InScopeAsync(database =>
            database.Set<DeadLetter>().AnyAsync(d => d.Id == id && d.Topic == Inbox.RefusedTopic, cancellationToken));
        if (refused)
            return ReplayResult.Refused;
        if (!await TakeAsync(id, Replay, cancellationToken))
            return ReplayResult.Unknown;
        _signal.NotifyWritten();
        _signal.NotifyUnsent();
        return ReplayResult.Replayed;
    }

    /// <summary>Deletes it for good. False when there is none of that id.</summary>
    public Task<bool> DiscardAsync(string id, CancellationToken cancellationToken) => TakeAsync(id, (_, _) => { }, cancellationToken);

    private void Replay(EciDbContext database, DeadLetter letter) => database.Add(new StoredDelivery
    {
        MessageId = letter.MessageId,
        Endpoint = letter.Endpoint,
        DueAt = _time.GetUtcNow(),
        OrderKey = letter.OrderKey,
    });

    /// <summary>Of several callers one takes it.</summary>
    private Task<bool> TakeAsync(string id, Action<EciDbContext, DeadLetter> then, CancellationToken cancellationToken) => InScopeAsync(async database =>
    {
        if (await database.Set<DeadLetter>().SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } letter)
            return false;
        database.Remove(letter);
        then(database, letter);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            if (await database.Set<DeadLetter>().AnyAsync(d => d.Id == id, cancellationToken))
                throw;
            return false;
        }
    });

    private async Task<T> InScopeAsync<T>(Func<EciDbContext, Task<T>> work)
    {
        await using var scope = _scopes.CreateScopeOfAllTenants();
        return await work(scope.ServiceProvider.GetRequiredService<EciDbContext>());
    }
}
