namespace Eci;

/// <summary>
/// The tenants that a subscriber works for: messages of others need not reach its queue. Only spares work, so that an answer may be as old
/// as its implementation says; the subscriber itself still decides. A singleton.
/// </summary>
public interface ITenantAudience
{
    /// <summary>Whether the subscriber may have to do something for the tenant.</summary>
    ValueTask<bool> IncludesAsync(string tenantId, CancellationToken cancellationToken);
}
