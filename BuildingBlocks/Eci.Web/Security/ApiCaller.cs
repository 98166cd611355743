namespace Eci.Web.Security;

/// <summary>Who calls the API: the tenant of the key and what the key may do.</summary>
/// <param name="TenantId">Owner of the key.</param>
/// <param name="KeyId">Id of the key, safe to log.</param>
/// <param name="Scopes">What it may do, see <see cref="Security.Scopes"/>.</param>
public sealed record ApiCaller(string TenantId, string KeyId, IReadOnlySet<string> Scopes)
{
    /// <summary>True when the key may do this.</summary>
    public bool May(string scope) => Scopes.Contains(scope);
}
