namespace Eci.Core;

/// <summary>
/// Whose rows the current unit of work sees. Starts with none, so that forgetting to choose shows nothing instead of everything.
/// </summary>
public sealed class TenantScope
{
    /// <summary>The tenant, or null.</summary>
    public string? TenantId { get; private set; }

    /// <summary>True for the hub's own work across tenants (lookups by webhook, sweeps, operators).</summary>
    public bool AllTenants { get; private set; }

    /// <summary>Sees and writes rows of this tenant only.</summary>
    public void Use(string tenantId)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenantId);
        TenantId = tenantId;
        AllTenants = false;
    }

    /// <summary>Sees and writes rows of every tenant.</summary>
    public void UseAllTenants()
    {
        TenantId = null;
        AllTenants = true;
    }

    /// <summary>Back to seeing nothing.</summary>
    public void Clear()
    {
        TenantId = null;
        AllTenants = false;
    }
}
