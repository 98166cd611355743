using FluentValidation;

namespace Eci.Commerce.Api.Orders;

/// <summary>Rules for amounts, quantities and rates. Messages complete a sentence that begins with the field.</summary>
internal static class AmountRules
{
    private const decimal Most = 1_000_000_000;
    private const int Decimals = 4;

    /// <summary>Money: not negative, at most four decimals.</summary>
    public static IRuleBuilderOptions<T, decimal?> Money<T>(this IRuleBuilder<T, decimal?> field) => field
        .Must(amount => amount is null || IsInRange(amount.Value)).WithMessage($"must be from 0 to {Most:0}")
        .Must(amount => amount is null || IsExact(amount.Value)).WithMessage($"has more than {Decimals} decimals");

    /// <summary>A quantity: more than nothing, at most four decimals.</summary>
    public static IRuleBuilderOptions<T, decimal> Quantity<T>(this IRuleBuilder<T, decimal> field) => field
        .Must(quantity => quantity is > 0 and <= Most).WithMessage($"must be more than 0 and at most {Most:0}")
        .Must(IsExact).WithMessage($"has more than {Decimals} decimals");

    /// <summary>A rate in per cent.</summary>
    public static IRuleBuilderOptions<T, decimal?> Rate<T>(this IRuleBuilder<T, decimal?> field) => field
        .Must(rate => rate is null or (>= 0 and <= 100)).WithMessage("must be from 0 to 100 per cent")
        .Must(rate => rate is null || IsExact(rate.Value)).WithMessage($"has more than {Decimals} decimals");

    /// <summary>ISO 4217, in any case.</summary>
    public static IRuleBuilderOptions<T, string?> Currency<T>(this IRuleBuilder<T, string?> field) => field
        .Must(code => code is null || Currencies.IsKnown(Normalize(code))).WithMessage("is no currency of ISO 4217, such as 'EUR'");

    /// <summary>Not negative, and small enough to calculate with.</summary>
    public static bool IsInRange(decimal amount) => amount is >= 0 and <= Most;

    /// <summary>As it is stored.</summary>
    public static string Normalize(string currency) => currency.Trim().ToUpperInvariant();

    private static bool IsExact(decimal amount) => decimal.Round(amount, Decimals) == amount;
}
