using System.ComponentModel;
using System.Text.Json.Serialization;
using Eci.Core;
using Eci.Vocabulary;

namespace Eci.Commerce;

/// <summary>The decision to tell, or not to tell, a customer about a package event. One per event; at most one sent per package and state.</summary>
public sealed class TransactionalEmail : ITenantOwned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string PackageId { get; init; }

    public required string PackageEventId { get; init; }

    public PackageEvent? PackageEvent { get; set; }

    public required PackageState State { get; init; }

    public required TransactionalEmailStatus Status { get; set; }

    /// <summary>Why nothing was sent; null when it was.</summary>
    public NotSentReason? Reason { get; set; }

    /// <summary>Recipient; null when none was known.</summary>
    public string? Email { get; set; }

    /// <summary>ISO 639-1 of the template used.</summary>
    public string? Language { get; set; }

    public string? Subject { get; set; }

    /// <summary>The provider's id of the message.</summary>
    public string? ProviderMessageId { get; set; }

    /// <summary>When it was sent or decided against, UTC.</summary>
    public required DateTimeOffset Time { get; set; }

    /// <summary>Trace of the message that asked for it.</summary>
    public string? TraceId { get; init; }
}

[JsonConverter(typeof(WireNameConverter<TransactionalEmailStatus>))]
[Description("What became of a mail.")]
public enum TransactionalEmailStatus
{
    Sent,
    NotSent,
}

/// <summary>Why a customer was not told.</summary>
[JsonConverter(typeof(WireNameConverter<NotSentReason>))]
[Description("Why a customer was not told.")]
public enum NotSentReason
{
    /// <summary>No template exists for the state: the tenant does not mail it.</summary>
    NoTemplate,

    /// <summary>The package belongs to no order.</summary>
    NoOrder,

    /// <summary>The order has no contact with an address.</summary>
    NoRecipient,

    /// <summary>Switched off for the order.</summary>
    NotificationsDisabled,

    /// <summary>The contact does not want tracking mails.</summary>
    NoConsent,

    /// <summary>The package had moved on by the time the mail was due.</summary>
    Superseded,

    /// <summary>The carrier told of it together with later scans, or long after it happened.</summary>
    OldNews,

    /// <summary>A mail for this state was sent before.</summary>
    AlreadySent,

    /// <summary>No e-mail app is connected to the tracking integration.</summary>
    NoEmailApp,

    /// <summary>The tracking integration is disabled or not paid.</summary>
    IntegrationInactive,

    /// <summary>The recipient's address is none that a mail could be sent to.</summary>
    Rejected,
}
