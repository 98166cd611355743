using System.ComponentModel;
using System.Text.Json.Serialization;
using Eci.Core;
using Eci.Modules.Saleor.Contracts;
using Eci.Persistence;
using Eci.Vocabulary;

namespace Eci.Modules.Saleor.Connection;

/// <summary>A Saleor shop that exchanges orders, products and fulfilments with the hub.</summary>
internal sealed class SaleorApp : App, IInstalledApp
{
    public const string Kind = "saleor";

    public required SaleorSettings Settings { get; set; }

    public required Encrypted<SaleorCredentials>? Credentials { get; set; }

    SaleorAppType IInstalledApp.Type => SaleorAppType.EntitySync;
}

/// <summary>Settings of a <see cref="SaleorApp"/>.</summary>
/// <param name="OrderPrefix">Order numbers of the hub are prefix, hyphen, Saleor's number.</param>
/// <param name="Channel">Slug of the only channel that is used; null: all.</param>
/// <param name="DefaultWarehouseId">Saleor's id of the warehouse that fulfils lines without one; null: none.</param>
/// <param name="SyncCustomers">Customers and their addresses come into the hub.</param>
/// <param name="SyncProducts">Products, variants, categories, prices and taxes come into the hub.</param>
/// <param name="SyncOrders">Orders and payments come into the hub.</param>
/// <param name="SyncPackages">Packages of the hub become fulfilments.</param>
/// <param name="SyncStock">Which way stock goes.</param>
/// <param name="RequestsPerSecond">How fast the shop is asked.</param>
internal sealed record SaleorSettings(
    string OrderPrefix = "STORE",
    string? Channel = null,
    string? DefaultWarehouseId = null,
    bool SyncCustomers = true,
    bool SyncProducts = true,
    bool SyncOrders = true,
    bool SyncPackages = true,
    StockDirection SyncStock = StockDirection.FromShop,
    double RequestsPerSecond = 10);

/// <summary>Who counts the stock.</summary>
[JsonConverter(typeof(WireNameConverter<StockDirection>))]
[Description("Who counts the stock of a Saleor shop.")]
internal enum StockDirection
{
    /// <summary>The shop does: its numbers come into the hub.</summary>
    FromShop,

    /// <summary>Another system does: its numbers go to the shop.</summary>
    ToShop,

    /// <summary>Stock is not exchanged.</summary>
    None,
}

/// <summary>What the shop gave when it installed the app.</summary>
/// <param name="ApiUrl">Its GraphQL endpoint, with the trailing slash.</param>
/// <param name="SaleorAppId">Id of the app in the shop.</param>
/// <param name="Token">Bearer token.</param>
internal sealed record SaleorCredentials(string ApiUrl, string SaleorAppId, string Token);
