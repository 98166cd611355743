using Eci.Core;
using Eci.Vocabulary;

namespace Eci.Modules.Tracking.Data;

/// <summary>Joins carrier apps (role <c>carrier</c>) and an e-mail app (role <c>email</c>): what a tenant pays tracking for.</summary>
internal sealed class TrackingIntegration : Integration
{
    public const string Kind = "tracking";

    /// <summary>How the tracking page looks; null: as shipped.</summary>
    public TrackingPageSettings? Page { get; set; }
}

/// <summary>How a brand writes to its customers.</summary>
internal sealed class TrackingEmailApp : App
{
    public const string Kind = "tracking-email";

    public required TrackingEmailSettings Settings { get; set; }
}

/// <summary>Settings of a <see cref="TrackingEmailApp"/>.</summary>
/// <param name="Sender">Address the mails come from.</param>
/// <param name="SenderName">Name shown with it.</param>
/// <param name="ReplyTo">Where answers go; null: to the sender.</param>
/// <param name="ShopName">How the mails name the shop.</param>
/// <param name="DefaultLanguage">Used when the order's language has no template; ISO 639-1.</param>
/// <param name="BuiltInStates">States for which the shipped templates are used; null: every customer-facing state.</param>
internal sealed record TrackingEmailSettings(
    string Sender,
    string SenderName,
    string? ReplyTo,
    string ShopName,
    string DefaultLanguage,
    IReadOnlyList<PackageState>? BuiltInStates = null);

/// <summary>A tenant's own template; takes the place of the shipped one for its state and language.</summary>
internal sealed class EmailTemplate : ITenantOwned, ITimestamped
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string EmailAppId { get; init; }

    public required PackageState State { get; init; }

    /// <summary>ISO 639-1, lower case.</summary>
    public required string Language { get; init; }

    public required string Subject { get; set; }

    public required string Html { get; set; }

    public required string Text { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
