using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Management.Subscriptions;

/// <summary>Creates and changes subscriptions of the tenant of its scope.</summary>
public sealed class SubscriptionService(EciDbContext database, TenantScope tenant)
{
    /// <param name="paidUntil">Null: nothing is paid yet.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Subscription> CreateAsync(DateTimeOffset? paidUntil, CancellationToken cancellationToken)
    {
        var tenantId = tenant.TenantId ?? throw new InvalidOperationException("Subscriptions belong to a tenant: none is chosen.");
        var subscription = new Subscription { Id = Ids.New(IdPrefix.Subscription), TenantId = tenantId, PaidUntil = paidUntil?.ToUniversalTime() };
        database.Add(subscription);
        await database.SaveOrRefuseAsync(cancellationToken);
        return subscription;
    }

    /// <param name="id">The subscription.</param>
    /// <param name="paidUntil">Null: it is not paid.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="RefusedException">There is no such subscription.</exception>
    public async Task<Subscription> ChangeAsync(string id, DateTimeOffset? paidUntil, CancellationToken cancellationToken)
    {
        var subscription = await database.Set<Subscription>().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) ?? throw Unknown();
        subscription.PaidUntil = paidUntil?.ToUniversalTime();
        await database.SaveOrRefuseAsync(cancellationToken);
        return subscription;
    }

    internal static RefusedException Unknown() => new("SUBSCRIPTION_NOT_FOUND", "There is no such subscription.");
}
