using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Commerce.Api.Privacy;

/// <summary>
/// Erases again what came back: a handler that had read a person's data before she was erased may write it afterwards, and messages that
/// were waiting then leave others behind.
/// </summary>
internal sealed class EraseAgain(IServiceScopeFactory scopes, TimeProvider time) : IRecurringJob
{
    private const int MostPerRun = 1000;

    private static readonly TimeSpan For = TimeSpan.FromDays(2);

    public string Name => "privacy-erase-again";

    public TimeSpan Interval => TimeSpan.FromMinutes(15);

    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<TenantScope>().UseAllTenants();
        var after = time.GetUtcNow() - For;
        var erased = await services.GetRequiredService<EciDbContext>().Set<Contact>()
            .Where(c => c.ErasedAt > after).OrderByDescending(c => c.ErasedAt)
            .Select(c => new { c.Id, c.TenantId })
            .Take(MostPerRun)
            .ToListAsync(cancellationToken);
        foreach (var contact in erased)
        {
            await using var scope = scopes.CreateScopeOf(contact.TenantId);
            await scope.ServiceProvider.GetRequiredService<ContactErasures>().EraseAsync(new PersonName(contact.Id, Email: null), dryRun: false, cancellationToken);
        }
    }
}
