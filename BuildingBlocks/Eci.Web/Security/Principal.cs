namespace Eci.Web.Security;

/// <summary>Whom accepted credentials stand for, before the tenant of the call is chosen.</summary>
/// <param name="Name">See <see cref="ApiCaller.Name"/>.</param>
/// <param name="KeyId">See <see cref="ApiCaller.KeyId"/>.</param>
/// <param name="IsOperator">May act for every tenant, with every scope.</param>
/// <param name="Tenants">The tenants of a caller who is no operator, with the scopes there.</param>
internal sealed record Principal(string Name, string? KeyId, bool IsOperator, IReadOnlyDictionary<string, IReadOnlySet<string>> Tenants)
{
    private static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> EveryTenant = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);

    /// <summary>A key of a tenant. It exists no longer than its tenant does.</summary>
    public static Principal OfKey(StoredApiKey key) => new(
        $"key {key.Id}", key.Id, IsOperator: false, new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal)
        {
            [key.TenantId] = key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
        });

    public static Principal OperatorWithKey(string id) => new($"operator key {id}", id, IsOperator: true, EveryTenant);

    public static Principal Operator(string user) => new($"user {user}", KeyId: null, IsOperator: true, EveryTenant);

    public static Principal User(string user, IReadOnlyDictionary<string, IReadOnlySet<string>> tenants) =>
        new($"user {user}", KeyId: null, IsOperator: false, tenants);
}
