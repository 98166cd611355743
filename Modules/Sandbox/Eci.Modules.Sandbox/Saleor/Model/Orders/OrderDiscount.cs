using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>What an order costs less because of a voucher.</summary>
internal sealed class OrderDiscount(long number, Voucher voucher, Money amount)
{
    [Id]
    public string Id { get; } = GlobalId.Of(nameof(OrderDiscount), GlobalId.Uuid(nameof(OrderDiscount), number).ToString());

    public OrderDiscountType Type => OrderDiscountType.Voucher;

    public string? Name => voucher.Code;

    public string? TranslatedName => null;

    public DiscountValueTypeEnum ValueType => voucher.DiscountValueType;

    public decimal Value => voucher.Worth;

    [Needs(Permissions.Orders)]
    public string? Reason => null;

    public Money Amount => amount;
}
