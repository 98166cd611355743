using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Connection;
using Eci.Persistence;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Payments;

/// <summary>Whose refunds are the hub's to tell of.</summary>
internal sealed class RefundOwners(CredentialProtector protector)
{
    /// <summary>Saleor's id of the hub's app: transactions that it made are its own. Null while it is not installed.</summary>
    public string? IdOf(App app) => app is SaleorApp { Credentials: { } stored } ? protector.Unprotect(stored).SaleorAppId : null;

    /// <summary>What went back; of everything that came by the order's prepayment, which may be several transfers here.</summary>
    public static async Task<decimal> RefundedAsync(
        SyncContext context, ShopMoney money, PaymentToTell payment, string externalId, CancellationToken cancellationToken)
    {
        var captures = money.Prepayment is { } prepayment ? LegacyPaymentMap.Captures(prepayment).Select(c => c.Id).ToList() : [];
        if (!captures.Contains(externalId))
            return payment.RefundedAmount;
        var links = await context.Links.InternalIdsAsync(SyncEntities.Payments, captures, cancellationToken);
        var ids = links.Values.ToList();
        var amounts = await context.Database.Set<Payment>().Where(p => ids.Contains(p.Id)).Select(p => p.RefundedAmount).ToListAsync(cancellationToken);
        return amounts.Sum();
    }
}
