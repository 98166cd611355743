namespace Eci;

/// <summary>A message was given up: it now lies in the dead letters. Published on <c>UNHANDLED_EXCEPTION</c>.</summary>
/// <param name="TenantId">Tenant of the message, empty when it had none.</param>
/// <param name="DeadLetterId">Id to show, replay or discard it with.</param>
/// <param name="MessageId">The failed message.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="Endpoint">The subscriber that gave up.</param>
/// <param name="Attempts">How often it was delivered.</param>
/// <param name="ErrorType">Exception type name.</param>
/// <param name="Error">Exception text.</param>
/// <param name="FailedAt">UTC.</param>
public sealed record UnhandledException(
    string TenantId,
    string DeadLetterId,
    Guid MessageId,
    string Topic,
    string Endpoint,
    int Attempts,
    string ErrorType,
    string Error,
    DateTimeOffset FailedAt) : ITenantMessage;
