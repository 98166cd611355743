namespace Eci.Modules.Saleor.Client;

internal sealed record SaleorMetadata(string Key, string? Value);

internal sealed record SaleorReference(string Id);

internal sealed record SaleorMoney(decimal Amount, string? Currency);

internal sealed record SaleorTaxedMoney(string? Currency, SaleorMoney? Net, SaleorMoney? Gross);

internal sealed record SaleorCountry(string? Code);
