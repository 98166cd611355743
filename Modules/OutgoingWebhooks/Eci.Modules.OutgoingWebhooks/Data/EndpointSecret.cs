using Eci.Core;
using Eci.Persistence;

namespace Eci.Modules.OutgoingWebhooks.Data;

/// <summary>A secret that deliveries to an endpoint are signed with. Several are valid while one is being replaced.</summary>
internal sealed class EndpointSecret : ITenantOwned, IAudited
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string EndpointId { get; init; }

    public required Encrypted<SigningKey> Key { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Signs nothing from then on, UTC. Null: it is the current one.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public bool IsValid(DateTimeOffset now) => ExpiresAt is null || ExpiresAt > now;
}

/// <summary>What is encrypted.</summary>
internal sealed record SigningKey(byte[] Bytes);
