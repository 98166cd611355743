using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Carriers.Budget;

/// <summary>
/// The requests of one app. Every request is counted in the database before it is made: a crash can waste one, but no process can make
/// more than are granted. One statement per request as long as nobody else uses the same budget.
/// </summary>
internal sealed class RequestBudget(IServiceScopeFactory scopes, IWriteGate gate, TimeProvider time, BudgetRules rules, string tenantId, string appId)
{
    private AppBudget? _known;

    /// <summary>Takes one request, or tells why there is none.</summary>
    public async Task<BudgetAnswer> TakeAsync(bool urgent, CancellationToken cancellationToken)
    {
        while (true)
        {
            _known ??= await ReadAsync(cancellationToken);
            var answer = rules.Decide(_known, time.GetUtcNow(), urgent);
            if (answer.Refusal is not null)
                return answer;
            rules.Count(_known, answer.At);
            if (await WriteAsync(_known, cancellationToken))
                return answer;
            _known = null;
        }
    }

    /// <summary>Lets the app rest; never shortens a rest.</summary>
    public async Task BlockAsync(DateTimeOffset until, BlockReason reason, CancellationToken cancellationToken)
    {
        _known = null;
        await using var scope = scopes.CreateScopeOf(tenantId);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        using var turn = await gate.EnterAsync(cancellationToken);
        await database.Set<AppBudget>()
            .Where(b => b.AppId == appId && (b.BlockedUntil == null || b.BlockedUntil < until))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(b => b.BlockedUntil, until)
                    .SetProperty(b => b.BlockReason, reason)
                    .SetProperty(b => b.Version, b => b.Version + 1),
                cancellationToken);
    }

    private async Task<AppBudget> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOf(tenantId);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        if (await FindAsync(database, cancellationToken) is { } found)
            return found;
        var now = time.GetUtcNow();
        var budget = new AppBudget { AppId = appId, TenantId = tenantId, Day = DateOnly.FromDateTime(now.UtcDateTime), NextRequestAt = now };
        try
        {
            database.Add(budget);
            await database.SaveChangesAsync(cancellationToken);
            return budget;
        }
        catch (DbUpdateException exception)
        {
            // Another process was faster.
            return await FindAsync(database, cancellationToken)
                ?? throw new InvalidOperationException($"The budget of {appId} cannot be stored.", exception);
        }
    }

    private Task<AppBudget?> FindAsync(EciDbContext database, CancellationToken cancellationToken) =>
        database.Set<AppBudget>().AsNoTracking().SingleOrDefaultAsync(b => b.AppId == appId, cancellationToken);

    /// <summary>False when the row was changed since it was read.</summary>
    private async Task<bool> WriteAsync(AppBudget budget, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOf(tenantId);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        using var turn = await gate.EnterAsync(cancellationToken);
        var written = await database.Set<AppBudget>()
            .Where(b => b.AppId == appId && b.Version == budget.Version)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(b => b.Day, budget.Day)
                    .SetProperty(b => b.Used, budget.Used)
                    .SetProperty(b => b.NextRequestAt, budget.NextRequestAt)
                    .SetProperty(b => b.Version, budget.Version + 1),
                cancellationToken);
        budget.Version++;
        return written == 1;
    }
}
