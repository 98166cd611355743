namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>An amount of a currency.</summary>
internal sealed class Money(string currency, decimal value)
{
    public string Currency => currency;

    public double Amount => (double)value;

    internal decimal Value => value;

    internal static decimal Round(decimal value, string currency = "EUR") => Math.Round(value, DigitsOf(currency), MidpointRounding.AwayFromZero);

    private static int DigitsOf(string currency) => currency switch
    {
        "JPY" or "KRW" => 0,
        "KWD" or "BHD" => 3,
        _ => 2,
    };
}

/// <summary>An amount with its tax.</summary>
internal sealed class TaxedMoney(string currency, decimal gross, decimal net)
{
    public string Currency => currency;

    public Money Gross { get; } = new(currency, gross);

    public Money Net { get; } = new(currency, net);

    public Money Tax { get; } = new(currency, gross - net);

    /// <summary>Splits an amount that includes tax.</summary>
    internal static TaxedMoney OfGross(string currency, decimal gross, decimal rate) => new(currency, gross, Money.Round(gross / (1 + rate), currency));
}

internal sealed record TaxedMoneyRange(TaxedMoney? Start, TaxedMoney? Stop);

internal enum WeightUnitsEnum
{
    G,
    Lb,
    Oz,
    Kg,
    Tonne,
}

internal sealed record Weight(WeightUnitsEnum Unit, double Value);

internal sealed record Image(string Url, string? Alt);

/// <summary>JSON in a string.</summary>
internal readonly record struct JsonText(string Value);
