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

    /// <summary>
    /// Who makes the changes, for the audit log: <c>key ak_…</c>, <c>user …</c> or <c>command line …</c>. Null for the hub's own work, which
    /// is not recorded there.
    /// </summary>
    public string? Actor { get; private set; }

    /// <summary>Changes are made on behalf of somebody and recorded in the audit log.</summary>
    public void ActAs(string actor)
    {
        ArgumentException.ThrowIfNullOrEmpty(actor);
        Actor = actor;
    }

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
        Actor = null;
    }
}
