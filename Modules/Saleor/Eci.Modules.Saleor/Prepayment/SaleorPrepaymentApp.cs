using Eci.Core;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Contracts;
using Eci.Persistence;

namespace Eci.Modules.Saleor.Prepayment;

/// <summary>A way to pay in a Saleor shop: by bank transfer, in advance.</summary>
internal sealed class SaleorPrepaymentApp : App, IInstalledApp
{
    public const string Kind = "saleor-prepayment";

    public required SaleorPrepaymentSettings Settings { get; set; }

    public required Encrypted<SaleorCredentials>? Credentials { get; set; }

    SaleorAppType IInstalledApp.Type => SaleorAppType.Prepayment;
}

/// <summary>Settings of a <see cref="SaleorPrepaymentApp"/>.</summary>
/// <param name="GatewayName">How customers see it in the checkout.</param>
/// <param name="GatewayId">Id of the gateway in the shop; orders that were paid with it carry it.</param>
/// <param name="Currencies">ISO 4217, with commas.</param>
internal sealed record SaleorPrepaymentSettings(
    string GatewayName = "Prepayment", string GatewayId = SaleorPrepaymentSettings.DefaultGatewayId, string Currencies = "EUR")
{
    public const string DefaultGatewayId = "eci.prepayment";

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> CurrencyList => Currencies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
