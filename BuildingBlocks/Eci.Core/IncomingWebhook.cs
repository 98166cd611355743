using System.Security.Cryptography;
using System.Text;

namespace Eci.Core;

/// <summary>The public address of an app: its id is part of the URL and hard to guess.</summary>
public sealed class IncomingWebhook : ITenantOwned, ITimestamped, IAudited
{
    /// <summary>So much of the id may be seen by those who must not know the address.</summary>
    private const int ShownLength = 8;

    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string AppId { get; init; }

    public string? Name { get; set; }

    public App? App { get; set; }

    public List<WebhookSecret> Secrets { get; } = [];

    /// <summary>The address is unknown from this moment on, UTC: another one took its place. Null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Only its start: whoever knows the whole id can call an app that takes no secret.</summary>
    string IAudited.Id => Id.Length > ShownLength ? $"{Id.AsSpan(0, ShownLength)}…" : Id;
}

/// <summary>One accepted secret of a webhook, salted and hashed. Several may be valid at once, so that rotation needs no downtime.</summary>
public sealed class WebhookSecret : ITenantOwned, IAudited
{
    private const int SaltLength = 16;

    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string WebhookId { get; init; }

    public required byte[] Salt { get; init; }

    /// <summary>HMAC-SHA256 of the secret with the salt as key.</summary>
    public required byte[] Hash { get; init; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Refused from this moment on, UTC. Null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Makes the stored form of a secret.</summary>
    public static WebhookSecret Create(IncomingWebhook webhook, string secret, DateTimeOffset now)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new WebhookSecret
        {
            Id = Ids.New(IdPrefix.WebhookSecret),
            TenantId = webhook.TenantId,
            WebhookId = webhook.Id,
            Salt = salt,
            Hash = HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(secret)),
            CreatedAt = now,
        };
    }

    /// <summary>True when the secret is this one and it has not expired. Takes the same time for every wrong secret.</summary>
    public bool Accepts(ReadOnlySpan<byte> secret, DateTimeOffset now)
    {
        var equal = CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Salt, secret), Hash);
        return equal && (ExpiresAt is null || ExpiresAt > now);
    }
}
