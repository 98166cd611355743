namespace Eci;

/// <summary>A message that belongs to one tenant. Its handler sees only that tenant's rows.</summary>
public interface ITenantMessage
{
    string TenantId { get; }
}
