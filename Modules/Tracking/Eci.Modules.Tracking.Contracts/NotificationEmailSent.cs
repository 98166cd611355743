using Eci.Vocabulary;

namespace Eci.Modules.Tracking.Contracts;

/// <summary>A customer was told about a package. Topic <c>tracking.package.notification.email.sent</c>.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="PackageId">The package.</param>
/// <param name="PackageEventId">The event the mail tells of.</param>
/// <param name="EmailId">The stored mail.</param>
/// <param name="State">The state it tells of.</param>
/// <param name="SentAt">UTC.</param>
public sealed record NotificationEmailSent(
    string TenantId,
    string PackageId,
    string PackageEventId,
    string EmailId,
    PackageState State,
    DateTimeOffset SentAt) : ITenantMessage;
