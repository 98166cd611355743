using Eci.Core;

namespace Eci.Modules.Saleor.Connection.Installation;

/// <summary>Lets one shop connect itself with one app, once.</summary>
internal sealed class SaleorInstallLink : ITenantOwned, ITimestamped, IVersioned, IAudited
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string AppId { get; init; }

    /// <summary>The address that the shop will call.</summary>
    public required string WebhookId { get; init; }

    /// <summary>See <see cref="ApiKey.HashOf"/>; the secret itself is not kept.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Refused from this moment on, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When a shop used it, UTC; null: not yet.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>API address of the shop that used it.</summary>
    public string? UsedBy { get; set; }

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
