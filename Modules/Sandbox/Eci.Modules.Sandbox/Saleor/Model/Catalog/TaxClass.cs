using System.Globalization;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>How goods are taxed.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class TaxClass(int number, string name, decimal rate) : ShopObject(nameof(TaxClass), number.ToString(CultureInfo.InvariantCulture))
{
    public string Name => name;

    public IReadOnlyList<TaxClassCountryRate> Countries => [new(new CountryDisplay(Country.Germany), (double)Percent, this)];

    /// <summary>As a fraction, 0.19.</summary>
    internal decimal Rate => rate;

    private decimal Percent => rate * 100;

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Taxes];
}

/// <param name="Rate">In percent, 19.</param>
internal sealed record TaxClassCountryRate(CountryDisplay Country, double Rate, TaxClass? TaxClass);
