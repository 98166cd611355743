using Eci.Core;

namespace Eci.Commerce;

/// <summary>A person the shop deals with. One per e-mail address and tenant.</summary>
public sealed class Contact : ITenantOwned, ITimestamped, IAudited
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>Lower case.</summary>
    [PersonalData]
    public required string Email { get; set; }

    [PersonalData]
    public string? FirstName { get; set; }

    [PersonalData]
    public string? LastName { get; set; }

    [PersonalData]
    public string? Phone { get; set; }

    public string? CompanyId { get; set; }

    public Company? Company { get; set; }

    public List<ContactAddress> Addresses { get; } = [];

    /// <summary>May be told about parcels by mail.</summary>
    public bool TrackingEmailsConsent { get; set; } = true;

    public bool MarketingEmailsConsent { get; set; }

    /// <summary>When the person was erased, UTC: the row only holds the orders together. Null: never.</summary>
    public DateTimeOffset? ErasedAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>An address as <see cref="Email"/> holds it.</summary>
    public static string NormalizeEmail(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        return email.Trim().ToLowerInvariant();
    }

    /// <summary>
    /// The address that stands for a person who was erased. It does not tell the former one, but is always the same for it: systems that
    /// still have the person do not bring her back.
    /// </summary>
    /// <param name="tenantId">Owner of the contact.</param>
    /// <param name="email">The former address.</param>
    public static string ErasedEmail(string tenantId, string email) =>
        $"{Ids.Of("erased", tenantId, NormalizeEmail(email)).ToLowerInvariant()}@erased.invalid";
}

/// <summary>A postal address. One per normalised text and tenant.</summary>
public sealed class Address : ITenantOwned, ITimestamped, IAudited
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    [PersonalData]
    public string? FullName { get; set; }

    [PersonalData]
    public string? Company { get; set; }

    [PersonalData]
    public string? Street { get; set; }

    [PersonalData]
    public string? AdditionalLine { get; set; }

    [PersonalData]
    public string? PostalCode { get; set; }

    [PersonalData]
    public string? City { get; set; }

    [PersonalData]
    public string? State { get; set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? CountryCode { get; set; }

    [PersonalData]
    public string? Phone { get; set; }

    /// <summary>Natural key, see <see cref="NaturalKey"/>.</summary>
    [PersonalData]
    public required string NormalizedName { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
