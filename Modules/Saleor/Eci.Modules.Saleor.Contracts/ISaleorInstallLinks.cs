using System.ComponentModel;
using System.Text.Json.Serialization;
using Eci.Vocabulary;

namespace Eci.Modules.Saleor.Contracts;

/// <summary>Links by which shops install the hub's apps. Works for the tenant of the scope it is resolved from.</summary>
public interface ISaleorInstallLinks
{
    /// <summary>Makes a link that can be used once. An app that is not named is created, with the settings of its kind's defaults.</summary>
    /// <remarks>Refused as a <c>RefusedException</c> when the app does not exist or is of another kind, or the time is out of range.</remarks>
    Task<SaleorInstallLinkShown> CreateAsync(NewSaleorInstallLink wanted, CancellationToken cancellationToken);

    /// <summary>Whether a shop is connected with the app and takes its credentials, as far as the hub knows.</summary>
    Task<bool> IsConnectedAsync(string appId, CancellationToken cancellationToken);
}

/// <summary>What a link is to be for.</summary>
/// <param name="Type">What the app does in the shop.</param>
/// <param name="AppId">The app; null: a new one.</param>
/// <param name="Name">Name of the new app; null: that of its type.</param>
/// <param name="ExpiresIn">How long it can be used; null: a day.</param>
public sealed record NewSaleorInstallLink(SaleorAppType Type, string? AppId = null, string? Name = null, TimeSpan? ExpiresIn = null);

/// <summary>A link, which is shown once: only a hash of its secret is kept.</summary>
/// <param name="AppId">The app that the shop will be connected with.</param>
/// <param name="ManifestUrl">To be entered in the shop's dashboard; only a path where nobody said how the hub is reached.</param>
/// <param name="ExpiresAt">UTC.</param>
public sealed record SaleorInstallLinkShown(string AppId, string ManifestUrl, DateTimeOffset ExpiresAt);

/// <summary>What an app does in a shop.</summary>
[JsonConverter(typeof(WireNameConverter<SaleorAppType>))]
[Description("What an app of the hub does in a Saleor shop.")]
public enum SaleorAppType
{
    /// <summary>Exchanges orders, products, customers and fulfilments.</summary>
    EntitySync,

    /// <summary>Is a way to pay: by bank transfer, in advance.</summary>
    Prepayment,
}
