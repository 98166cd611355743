namespace Eci.Web.Security;

/// <summary>Who calls the API, for which tenant, and what the call may do.</summary>
/// <param name="Name"><c>key ak_…</c>, <c>operator key …</c> or <c>user …</c>: the actor of the audit log. May be personal data: not for logs.</param>
/// <param name="TenantId">The tenant the call is made for. Null for callers of several tenants that chose none: they reach only fields that need none.</param>
/// <param name="Scopes">What it may do, see <see cref="Security.Scopes"/>.</param>
public sealed record ApiCaller(string Name, string? TenantId, IReadOnlySet<string> Scopes)
{
    /// <summary>Id of the key, safe to log; null for users.</summary>
    public string? KeyId { get; init; }

    /// <summary>True when the call may do this.</summary>
    public bool May(string scope) => Scopes.Contains(scope);
}
