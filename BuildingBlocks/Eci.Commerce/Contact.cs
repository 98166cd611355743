using Eci.Core;

namespace Eci.Commerce;

/// <summary>A person the shop deals with. One per e-mail address and tenant.</summary>
public sealed class Contact : ITenantOwned, ITimestamped
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>Lower case.</summary>
    public required string Email { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Phone { get; set; }

    /// <summary>May be told about parcels by mail.</summary>
    public bool TrackingEmailsConsent { get; set; } = true;

    public bool MarketingEmailsConsent { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A postal address. One per normalised text and tenant.</summary>
public sealed class Address : ITenantOwned, ITimestamped
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public string? FullName { get; set; }

    public string? Company { get; set; }

    public string? Street { get; set; }

    public string? AdditionalLine { get; set; }

    public string? PostalCode { get; set; }

    public string? City { get; set; }

    public string? State { get; set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? CountryCode { get; set; }

    public string? Phone { get; set; }

    /// <summary>Natural key, see <see cref="NaturalKey"/>.</summary>
    public required string NormalizedName { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
