using Eci.Core;

namespace Eci.Commerce;

/// <summary>A company that contacts belong to. One per normalised name and tenant.</summary>
public sealed class Company : ITenantOwned, ITimestamped
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Name { get; set; }

    /// <summary>Natural key, see <see cref="NaturalKey"/>.</summary>
    public required string NormalizedName { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>An address that a contact keeps.</summary>
public sealed class ContactAddress : ITenantOwned
{
    public required string TenantId { get; init; }

    public required string ContactId { get; init; }

    public Contact? Contact { get; set; }

    public required string AddressId { get; init; }

    public Address? Address { get; set; }

    public bool IsDefaultShipping { get; set; }

    public bool IsDefaultBilling { get; set; }
}
