using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Api;

internal sealed record DateTimeRangeInput
{
    public DateTimeOffset? Gte { get; init; }

    public DateTimeOffset? Lte { get; init; }

    public bool Fits(DateTimeOffset value) => !(value < Gte) && !(value > Lte);
}

internal sealed record DateRangeInput
{
    public DateOnly? Gte { get; init; }

    public DateOnly? Lte { get; init; }

    public bool Fits(DateTimeOffset value) => DateOnly.FromDateTime(value.UtcDateTime) is var day && !(day < Gte) && !(day > Lte);
}

internal sealed record MetadataFilter
{
    public required string Key { get; init; }

    public string? Value { get; init; }
}

/// <summary>Conditions that filters share.</summary>
internal static class FilterExtensions
{
    public static bool AllFit(this IReadOnlyList<MetadataFilter>? filters, ShopObject item) =>
        filters is null || filters.All(filter => item.PublicData.Find(filter.Key) is { } value && (filter.Value is null || filter.Value == value));

    public static bool Allow<T>(this IReadOnlyList<T>? values, T value) => values is null or { Count: 0 } || values.Contains(value);

    public static bool Found(this string? search, params ReadOnlySpan<string?> texts)
    {
        if (string.IsNullOrEmpty(search))
            return true;
        foreach (var text in texts)
        {
            if (text?.Contains(search, StringComparison.OrdinalIgnoreCase) is true)
                return true;
        }

        return false;
    }
}
