using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;

namespace Eci.Modules.Saleor.Catalog.Warehouses;

/// <summary>A warehouse of the shop.</summary>
internal sealed record SaleorWarehouse(string Id, string Name);

internal sealed record WarehousesAnswer(SaleorConnection<SaleorWarehouse> Warehouses);

/// <summary>Warehouses, all of them each time: the shop does not say which changed.</summary>
internal sealed class WarehousePull(SaleorClient client) : NamedPull<SaleorWarehouse, Warehouse>
{
    private static readonly SaleorOperation<WarehousesAnswer> Operation = SaleorOperation.Query<WarehousesAnswer>("Warehouses");

    public override string Entity => SyncEntities.Warehouses;

    public override int Turn => SaleorTurns.Warehouses;

    protected override string Label => "warehouse";

    protected override bool IsOn(SaleorSettings settings) => true;

    protected override async Task<SaleorConnection<SaleorWarehouse>> AskAsync(SaleorApp shop, PageVariables variables, CancellationToken cancellationToken) =>
        (await client.SendAsync(shop, Operation, variables, cancellationToken)).Warehouses;

    protected override string IdOf(SaleorWarehouse node) => node.Id;

    protected override string NameOf(SaleorWarehouse node) => node.Name;

    protected override string IdOf(Warehouse row) => row.Id;

    protected override string KeyOf(Warehouse row) => row.NormalizedName;

    protected override Warehouse New(string tenantId, SaleorWarehouse node, string key) =>
        new() { Id = Ids.New(IdPrefix.Warehouse), TenantId = tenantId, Name = node.Name, NormalizedName = key };

    protected override void Update(Warehouse row, SaleorWarehouse node, string key) => (row.Name, row.NormalizedName) = (node.Name, key);
}
