using Eci.Modules.Orders.Contracts;
using Eci.Modules.Saleor.Connection;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Steps;

/// <summary>What shops are awaited to do for their orders, where the settings of an app want it.</summary>
internal abstract class ShopStep(EciDbContext database) : IOrderStep
{
    public abstract string Name { get; }

    public abstract string Label { get; }

    public abstract OrderStage DueFrom { get; }

    public virtual bool IsPerPackage => false;

    public async Task<bool> AppliesToAsync(OrderOfStep order, CancellationToken cancellationToken)
    {
        if (order.Origin != SaleorApp.Kind)
            return false;
        var shops = await database.Set<SaleorApp>().AsNoTracking()
            .Where(a => a.TenantId == order.TenantId && a.Enabled)
            .ToListAsync(cancellationToken);
        return shops.Exists(shop => shop.Credentials is not null && IsWanted(shop.Settings));
    }

    protected abstract bool IsWanted(SaleorSettings settings);
}

/// <summary>Every package of a shop's order becomes a fulfilment there.</summary>
internal sealed class FulfilmentStep(EciDbContext database) : ShopStep(database)
{
    public override string Name => OrderSteps.Fulfilment;

    public override string Label => "Fulfilment in Saleor";

    public override OrderStage DueFrom => OrderStage.Packed;

    public override bool IsPerPackage => true;

    protected override bool IsWanted(SaleorSettings settings) => settings is { SyncOrders: true, SyncPackages: true };
}

/// <summary>A shop's order that was called off is called off there.</summary>
internal sealed class CancellationStep(EciDbContext database) : ShopStep(database)
{
    public override string Name => OrderSteps.Cancellation;

    public override string Label => "Cancellation in Saleor";

    public override OrderStage DueFrom => OrderStage.Canceled;

    protected override bool IsWanted(SaleorSettings settings) => settings.SyncOrders;
}
