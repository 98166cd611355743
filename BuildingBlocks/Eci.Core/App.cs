namespace Eci.Core;

/// <summary>Connection and settings of one account in one third-party system. Each module derives its own kind.</summary>
public abstract class App : ITenantOwned, ITimestamped, IVersioned, IAudited
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Name { get; set; }

    /// <summary>The tenant's switch.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>When the app's job runs: cron text of five fields, or six with seconds first. Null for the job's default.</summary>
    public string? CronSchedule { get; set; }

    /// <summary>Time zone of <see cref="CronSchedule"/>, IANA name; null for the hub's default.</summary>
    public string? CronTimeZone { get; set; }

    /// <summary>Longest run of the app's job; null for the job's default.</summary>
    public TimeSpan? CronTimeout { get; set; }

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>What a tenant pays for: joins one or more apps to a purpose. Each module derives its own kind.</summary>
public abstract class Integration : ITenantOwned, ITimestamped, IVersioned, IAudited
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Name { get; set; }

    /// <summary>The tenant's switch.</summary>
    public bool Enabled { get; set; } = true;

    public string? SubscriptionId { get; set; }

    public Subscription? Subscription { get; set; }

    public List<IntegrationApp> Apps { get; } = [];

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>An app's part in an integration.</summary>
public sealed class IntegrationApp : ITenantOwned, IAudited
{
    public required string TenantId { get; init; }

    public required string IntegrationId { get; init; }

    public required string AppId { get; init; }

    /// <summary>What the app does there, for example <c>carrier</c> or <c>email</c>.</summary>
    public required string Role { get; init; }

    public App? App { get; set; }

    public Integration? Integration { get; set; }

    string IAudited.Id => $"{IntegrationId}/{AppId}";
}
