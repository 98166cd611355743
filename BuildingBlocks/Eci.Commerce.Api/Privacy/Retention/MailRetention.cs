using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Commerce.Api.Privacy.Retention;

/// <summary>Takes recipient and subject out of old mails, a thousand at a time. Safe to run in several processes.</summary>
internal sealed class MailRetention(IWriteGate gate, IOptions<PrivacyOptions> options, TimeProvider time) : IRecurringJob
{
    public string Name => "privacy-mails";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (options.Value.MailRetention is not { } retention)
            return;
        services.GetRequiredService<TenantScope>().UseAllTenants();
        var before = time.GetUtcNow() - retention;
        var old = services.GetRequiredService<EciDbContext>().Set<TransactionalEmail>()
            .Where(m => m.Email != null && m.Time < before).OrderBy(m => m.Time).Take(Writes.Portion);
        await gate.WriteAllAsync(
            token => old.ExecuteUpdateAsync(set => set.SetProperty(m => m.Email, (string?)null).SetProperty(m => m.Subject, (string?)null), token),
            cancellationToken);
    }
}
