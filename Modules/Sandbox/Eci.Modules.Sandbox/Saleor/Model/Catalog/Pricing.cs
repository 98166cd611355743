namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>What a product costs in a channel.</summary>
internal sealed record ProductPricingInfo(bool? OnSale, TaxedMoneyRange? PriceRange, TaxedMoneyRange? PriceRangeUndiscounted, TaxedMoney? Discount)
{
    public bool DisplayGrossPrices => true;
}

/// <summary>What a variant costs in a channel.</summary>
internal sealed record VariantPricingInfo(bool? OnSale, TaxedMoney? Price, TaxedMoney? PriceUndiscounted, TaxedMoney? Discount);
