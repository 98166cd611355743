using Eci.Modules.Saleor.Client;

namespace Eci.Modules.Saleor.Catalog.Taxes;

/// <summary>A tax class of the shop.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Countries">Its rates by country; none where an app or Saleor's flat rates compute taxes.</param>
/// <param name="HomeCountry">Where the shop sells from; added by the hub.</param>
internal sealed record SaleorTaxClass(string Id, string Name, IReadOnlyList<SaleorTaxRate>? Countries, string? HomeCountry = null)
{
    /// <summary>Percentage at home; the lowest one of the most countries when home has none; null without rates.</summary>
    public decimal? HomeRate => (Countries ?? [])
        .GroupBy(c => c.Rate)
        .OrderByDescending(rate => rate.Any(c => string.Equals(c.Country?.Code, HomeCountry, StringComparison.OrdinalIgnoreCase)))
        .ThenByDescending(rate => rate.Count())
        .ThenBy(rate => rate.Key)
        .Select(rate => (decimal?)rate.Key)
        .FirstOrDefault();
}

/// <summary>A rate of a tax class, percent.</summary>
internal sealed record SaleorTaxRate(decimal Rate, SaleorCountry? Country);

internal sealed record SaleorTaxChannel(string? Slug, bool IsActive, SaleorCountry? DefaultCountry);

internal sealed record TaxClassesAnswer(IReadOnlyList<SaleorTaxChannel>? Channels, SaleorConnection<SaleorTaxClass> TaxClasses)
{
    /// <summary>Country of the channel that the hub uses; of the first active one when it uses all.</summary>
    public string? HomeOf(string? channel) => (Channels ?? [])
        .OrderByDescending(c => string.Equals(c.Slug, channel, StringComparison.Ordinal))
        .ThenByDescending(c => c.IsActive)
        .FirstOrDefault()?.DefaultCountry?.Code;
}
