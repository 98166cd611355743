using System.Globalization;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

internal enum VoucherTypeEnum
{
    Shipping,
    EntireOrder,
    SpecificProduct,
}

/// <summary>A code that makes an order cheaper.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class Voucher(int number, string code, decimal value, DiscountValueTypeEnum valueType, DateTimeOffset startDate)
    : ShopObject(nameof(Voucher), number.ToString(CultureInfo.InvariantCulture))
{
    public string? Name => code;

    public string? Code => code;

    public int? UsageLimit => null;

    public int Used { get; set; }

    public DateTimeOffset StartDate => startDate;

    public DateTimeOffset? EndDate => null;

    public DiscountValueTypeEnum DiscountValueType => valueType;

    public double? DiscountValue => (double)value;

    public VoucherTypeEnum Type { get; init; } = VoucherTypeEnum.EntireOrder;

    internal decimal Worth => value;

    /// <summary>How much less a price becomes; never less than nothing.</summary>
    internal decimal ReductionOf(decimal price) =>
        Math.Min(price, valueType is DiscountValueTypeEnum.Fixed ? value : Money.Round(price * value / 100));

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Discounts];
}
