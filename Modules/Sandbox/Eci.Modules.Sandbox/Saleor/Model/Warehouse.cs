using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

internal enum WarehouseClickAndCollectOptionEnum
{
    Disabled,
    Local,
    All,
}

/// <summary>Where goods lie.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class Warehouse(int number, string slug, string name, Address address)
    : ShopObject(nameof(Warehouse), GlobalId.Uuid(nameof(Warehouse), number).ToString()), IDeliveryMethod
{
    public string Name { get; set; } = name;

    public string Slug => slug;

    public string Email => $"{slug}@shop.example.com";

    public bool IsPrivate => false;

    public Address Address => address;

    public string CompanyName => address.CompanyName;

    public WarehouseClickAndCollectOptionEnum ClickAndCollectOption => WarehouseClickAndCollectOptionEnum.Disabled;

    public string? ExternalReference { get; init; }

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Products];
}
