using Eci.Core;

namespace Eci.Modules.Saleor.Connection.Installation;

/// <summary>
/// The shop that an app is connected with. One per app; a shop is connected with one app of each kind in the whole hub. What is secret about
/// it are the app's credentials.
/// </summary>
internal sealed class SaleorInstallation : ITenantOwned, ITimestamped, IVersioned, IAudited
{
    public required string AppId { get; init; }

    public required string TenantId { get; init; }

    /// <summary>Kind of the app.</summary>
    public required string Kind { get; init; }

    /// <summary>The shop's GraphQL endpoint.</summary>
    public required string ApiUrl { get; set; }

    /// <summary>Id of the app in the shop.</summary>
    public required string SaleorAppId { get; set; }

    /// <summary>Version of the shop's schema, as it told; null: it did not.</summary>
    public string? SchemaVersion { get; set; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset InstalledAt { get; set; }

    /// <summary>Since when the shop refuses the credentials, UTC; null: it does not. A new installation mends it.</summary>
    public DateTimeOffset? RefusedSince { get; set; }

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    string IAudited.Id => AppId;
}
