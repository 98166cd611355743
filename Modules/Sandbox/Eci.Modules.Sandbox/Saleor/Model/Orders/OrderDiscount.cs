using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>What an order costs less, and why.</summary>
internal sealed class OrderDiscount(long number, OrderDiscountType type, string name, DiscountValueTypeEnum valueType, decimal value, Money amount)
{
    [Id]
    public string Id { get; } = GlobalId.Of(nameof(OrderDiscount), GlobalId.Uuid(nameof(OrderDiscount), number).ToString());

    public OrderDiscountType Type => type;

    public string? Name => name;

    public string? TranslatedName => null;

    public DiscountValueTypeEnum ValueType => valueType;

    public decimal Value => value;

    public string? Reason => null;

    public Money Amount => amount;
}
