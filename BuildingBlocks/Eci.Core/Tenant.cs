namespace Eci.Core;

/// <summary>A shop or company that uses the hub.</summary>
public sealed class Tenant : ITimestamped, IAudited
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>What a tenant has paid for.</summary>
public sealed class Subscription : ITenantOwned, ITimestamped, IAudited
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>Paid up to this moment, UTC. Null: never paid.</summary>
    public DateTimeOffset? PaidUntil { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public bool IsPaid(DateTimeOffset now) => PaidUntil > now;
}

/// <summary>A key of the GraphQL and management API. Only its SHA-256 is stored: keys are random, not chosen.</summary>
public sealed class ApiKey : ITenantOwned, IAudited
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Name { get; set; }

    /// <summary>Lower-case hex SHA-256 of the key.</summary>
    public required string Hash { get; init; }

    /// <summary>Space-separated scopes, for example <c>read:packages read:orders</c>.</summary>
    public required string Scopes { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Refused from this moment on, UTC. Null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When it was last used, UTC, to the minute. Null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>The stored form of a key.</summary>
    public static string HashOf(string key) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)));
}
