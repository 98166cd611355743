using Eci.Core;

namespace Eci.Commerce;

/// <summary>The parts of an address as a system gives them. Orders share a row only when nothing differs but the spelling.</summary>
public sealed record PostalAddress
{
    public string? FullName { get; init; }

    public string? Company { get; init; }

    /// <summary>With the house number.</summary>
    public string? Street { get; init; }

    public string? AdditionalLine { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    /// <summary>ISO 3166-1 alpha-2, in any case.</summary>
    public string? CountryCode { get; init; }

    public string? Phone { get; init; }

    /// <summary>Natural key of the row that holds it: every part counts.</summary>
    public string Key => NaturalKey.Of(FullName, Company, Street, AdditionalLine, PostalCode, City, State, CountryCode, Phone);

    /// <summary>A new row. One that is known is never changed: orders share it.</summary>
    public Address ToRow(string tenantId) => new()
    {
        Id = Ids.New(IdPrefix.Address),
        TenantId = tenantId,
        FullName = FullName,
        Company = Company,
        Street = Street,
        AdditionalLine = AdditionalLine,
        PostalCode = PostalCode,
        City = City,
        State = State,
        CountryCode = CountryCode?.Trim().ToUpperInvariant(),
        Phone = Phone,
        NormalizedName = Key,
    };
}
