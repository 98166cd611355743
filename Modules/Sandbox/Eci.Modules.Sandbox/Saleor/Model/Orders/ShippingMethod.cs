using System.Globalization;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

internal enum ShippingMethodTypeEnum
{
    Price,
    Weight,
}

/// <summary>A way to send an order.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class ShippingMethod(int number, string name, string currency, decimal price)
    : ShopObject(nameof(ShippingMethod), number.ToString(CultureInfo.InvariantCulture)), IDeliveryMethod
{
    public ShippingMethodTypeEnum? Type => ShippingMethodTypeEnum.Price;

    public string Name => name;

    public JsonText? Description => null;

    public int? MaximumDeliveryDays => 3;

    public int? MinimumDeliveryDays => 1;

    public Money Price { get; } = new(currency, price);

    public bool Active => true;

    public string? Message => null;

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Shipping];
}
