using System.Globalization;
using Eci.Commerce;
using Eci.Core;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Catalog.Taxes;

/// <summary>A tax as a line of an order or a class of taxes names it.</summary>
/// <param name="ClassId">Saleor's id of the tax class; null: the line has none.</param>
/// <param name="ClassName">Its name.</param>
/// <param name="Percentage">Rate in percent: 19, not 0.19.</param>
internal sealed record TaxOfLine(string? ClassId, string? ClassName, decimal Percentage)
{
    /// <summary>Rates are compared in the precision that they are stored with.</summary>
    public string RateText => decimal.Round(Percentage, 4).ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>External id of a rate of the class that is not its own row's.</summary>
    public string? LinkKey => ClassId is null ? null : $"{ClassId}/{RateText}";

    public string Name => $"{ClassName?.Trim() ?? "Tax"} {RateText} %";

    /// <summary>The decimal point counts: 5.5 % is not 55 %.</summary>
    public string NormalizedName => RateText.Split('.') is [var whole, var fraction]
        ? NaturalKey.Of($"{ClassName ?? "Tax"}", whole, fraction)
        : NaturalKey.Of(Name);
}

/// <summary>Finds the taxes of rates, and adds those that are missing. Two statements, however many rates.</summary>
internal static class LineTaxes
{
    /// <summary>The tax of each rate. A class that has no rate yet takes the first that is told of it.</summary>
    public static async Task<IReadOnlyDictionary<TaxOfLine, Tax>> ResolveAsync(
        SyncContext context, IReadOnlyCollection<TaxOfLine> rates, CancellationToken cancellationToken)
    {
        var found = new Dictionary<TaxOfLine, Tax>();
        if (rates.Count == 0)
            return found;
        var external = rates.SelectMany(rate => (string?[])[rate.ClassId, rate.LinkKey]).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var links = await context.Links.InternalIdsAsync(SyncEntities.Taxes, external, cancellationToken);
        var (byId, byName) = await RowsAsync(context, links, rates, cancellationToken);
        foreach (var rate in rates.Distinct())
        {
            var row = OfClass(rate, links, byId) ?? OfRate(rate, links, byId) ?? byName.GetValueOrDefault(rate.NormalizedName);
            if (row is null)
            {
                row = New(context.App.TenantId, rate);
                byName.Add(row.NormalizedName, row);
                context.Database.Add(row);
            }

            row.Percentage ??= decimal.Round(rate.Percentage, 4);
            found.Add(rate, row);
            if (rate.LinkKey is { } key && OfClass(rate, links, byId) != row)
                await context.Links.LinkAsync(SyncEntities.Taxes, key, row.Id, cancellationToken);
        }

        return found;
    }

    /// <summary>Rows of this unit of work count too: it has not saved yet.</summary>
    private static async Task<(Dictionary<string, Tax> ById, Dictionary<string, Tax> ByName)> RowsAsync(
        SyncContext context, IReadOnlyDictionary<string, string> links, IReadOnlyCollection<TaxOfLine> rates, CancellationToken cancellationToken)
    {
        var ids = links.Values.ToArray();
        var names = rates.Select(rate => rate.NormalizedName).Distinct(StringComparer.Ordinal).ToArray();
        await context.Database.Set<Tax>()
            .Where(tax => EF.Parameter(ids).Contains(tax.Id) || EF.Parameter(names).Contains(tax.NormalizedName))
            .LoadAsync(cancellationToken);
        var rows = context.Database.Set<Tax>().Local.ToList();
        return (rows.ToDictionary(tax => tax.Id, StringComparer.Ordinal), rows.ToDictionary(tax => tax.NormalizedName, StringComparer.Ordinal));
    }

    private static Tax? OfClass(TaxOfLine rate, IReadOnlyDictionary<string, string> links, Dictionary<string, Tax> byId) =>
        rate.ClassId is { } id && links.TryGetValue(id, out var rowId) && byId.TryGetValue(rowId, out var row)
            && (row.Percentage ?? rate.Percentage) == rate.Percentage
            ? row
            : null;

    private static Tax? OfRate(TaxOfLine rate, IReadOnlyDictionary<string, string> links, Dictionary<string, Tax> byId) =>
        rate.LinkKey is { } key && links.TryGetValue(key, out var rowId) ? byId.GetValueOrDefault(rowId) : null;

    private static Tax New(string tenantId, TaxOfLine rate) => new()
    {
        Id = Ids.New(IdPrefix.Tax),
        TenantId = tenantId,
        Name = rate.Name,
        NormalizedName = rate.NormalizedName,
        Percentage = decimal.Round(rate.Percentage, 4),
    };
}
