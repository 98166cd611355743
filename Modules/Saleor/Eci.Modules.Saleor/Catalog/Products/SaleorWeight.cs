namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>A weight in the unit that the shop is set to.</summary>
internal sealed record SaleorWeight(string? Unit, double Value)
{
    private const double Most = 1e12;

    /// <summary>Grams, as precise as they are stored; null for nothing, for units that are not known and for nonsense.</summary>
    public decimal? Grams => GramsOf(Unit) is { } factor && Value is > 0 and < Most && decimal.Round((decimal)Value * factor, 4) is > 0 and var grams
        ? grams
        : null;

    private static decimal? GramsOf(string? unit) => unit switch
    {
        "G" => 1m,
        "KG" => 1_000m,
        "TONNE" => 1_000_000m,
        "LB" => 453.59237m,
        "OZ" => 28.349523125m,
        _ => null,
    };
}
