using Eci.Core;
using Eci.Messaging.Operations;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands;

/// <summary>Replays and discards for operators: tenant by tenant, so that each deed is in the audit log of its tenant.</summary>
internal sealed class DeadLetterDeeds(IServiceProvider services)
{
    /// <summary>Replays or discards one dead letter of the tenant, or of any when none is named.</summary>
    public async Task<ReplayResult> OneAsync(string id, string? tenantId, bool replay, CancellationToken cancellationToken)
    {
        var owners = await OwnersAsync(new DeadLetterFilter(TenantId: tenantId), id, cancellationToken);
        if (owners is not [var owner])
            return ReplayResult.Unknown;
        return await InScopeOfAsync(owner, async letters =>
        {
            if (replay)
                return await letters.ReplayAsync(id, cancellationToken);
            return await letters.DiscardAsync(id, cancellationToken) ? ReplayResult.Replayed : ReplayResult.Unknown;
        });
    }

    /// <summary>Replays or discards all that match, or tells what would be done.</summary>
    public async Task<DeadLetterReport> ManyAsync(DeadLetterFilter filter, bool replay, bool dryRun, CancellationToken cancellationToken)
    {
        var report = new DeadLetterReport(0, 0, 0, [], []);
        foreach (var owner in await OwnersAsync(filter, id: null, cancellationToken))
        {
            var of = filter with { TenantId = owner };
            report = Sum(report, await InScopeOfAsync(
                owner, letters => replay ? letters.ReplayAsync(of, dryRun, cancellationToken) : letters.DiscardAsync(of, dryRun, cancellationToken)));
        }

        return report;
    }

    /// <summary>The tenants of dead letters; empty for those of none.</summary>
    private async Task<List<string>> OwnersAsync(DeadLetterFilter filter, string? id, CancellationToken cancellationToken)
    {
        await using var scope = CommandScope.OfAllTenants(services);
        return await scope.Services.GetRequiredService<MessageReader>().DeadLetters(filter)
            .Where(d => id == null || d.Id == id)
            .Select(d => d.TenantId).Distinct().OrderBy(t => t)
            .ToListAsync(cancellationToken);
    }

    /// <summary>What belongs to no tenant has no audit log: it is taken in a scope without an actor.</summary>
    private async Task<T> InScopeOfAsync<T>(string owner, Func<DeadLetters, Task<T>> work)
    {
        if (owner.Length == 0)
        {
            await using var hub = services.GetRequiredService<IServiceScopeFactory>().CreateScopeOfAllTenants();
            return await work(hub.ServiceProvider.GetRequiredService<DeadLetters>());
        }

        await using var scope = CommandScope.OfAllTenants(services);
        scope.Use(owner);
        return await work(scope.Services.GetRequiredService<DeadLetters>());
    }

    private static DeadLetterReport Sum(DeadLetterReport one, DeadLetterReport other) => new(
        one.Matching + other.Matching,
        one.Done + other.Done,
        one.Refused + other.Refused,
        [
            .. one.Groups.Concat(other.Groups)
                .GroupBy(g => (g.Queue, g.ErrorType, g.Refusal))
                .Select(g => new DeadLetterGroup(g.Key.Queue, g.Key.ErrorType, g.Key.Refusal, g.Sum(same => same.Count))),
        ],
        [.. one.SampleIds, .. other.SampleIds]);
}
