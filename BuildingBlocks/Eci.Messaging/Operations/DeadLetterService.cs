using Eci.Core;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Messaging.Operations;

/// <summary>Lists, shows, replays and discards dead letters. For operators: sees every tenant and what belongs to none.</summary>
public sealed class DeadLetterService
{
    private readonly IServiceScopeFactory _scopes;

    internal DeadLetterService(IServiceScopeFactory scopes) => _scopes = scopes;

    /// <summary>The newest first.</summary>
    public Task<List<DeadLetterInfo>> ListAsync(DeadLetterFilter filter, CancellationToken cancellationToken) => InScopeAsync(services =>
        services.GetRequiredService<MessageReader>().DeadLetters(filter)
            .OrderByDescending(d => d.FailedAt).ThenByDescending(d => d.Id)
            .Take(filter.Limit)
            .ToListAsync(cancellationToken));

    /// <summary>One with its message; null when there is none of that id.</summary>
    public Task<DeadLetterDetail?> ShowAsync(string id, CancellationToken cancellationToken) => InScopeAsync(async services =>
    {
        var reader = services.GetRequiredService<MessageReader>();
        if (await reader.DeadLetters(new DeadLetterFilter()).SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } letter)
            return null;
        var message = await services.GetRequiredService<EciDbContext>().Set<Message>().AsNoTracking()
            .Where(m => m.Id == letter.MessageId)
            .Select(m => new { m.Body, m.TraceParent })
            .SingleOrDefaultAsync(cancellationToken);
        return message is null ? null : new DeadLetterDetail(letter, message.Body, message.TraceParent);
    });

    /// <summary>Puts it back into its queue with a fresh count of attempts.</summary>
    public Task<ReplayResult> ReplayAsync(string id, CancellationToken cancellationToken) =>
        InScopeAsync(services => services.GetRequiredService<DeadLetters>().ReplayAsync(id, cancellationToken));

    /// <summary>Deletes it for good. False when there is none of that id.</summary>
    public Task<bool> DiscardAsync(string id, CancellationToken cancellationToken) =>
        InScopeAsync(services => services.GetRequiredService<DeadLetters>().DiscardAsync(id, cancellationToken));

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _scopes.CreateScopeOfAllTenants();
        return await work(scope.ServiceProvider);
    }
}
