using Eci.Commerce;

namespace Eci.Modules.Saleor.Client;

/// <summary>An address of an order or a customer.</summary>
internal sealed record SaleorAddress
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? CompanyName { get; init; }

    public string? StreetAddress1 { get; init; }

    public string? StreetAddress2 { get; init; }

    public string? City { get; init; }

    public string? CityArea { get; init; }

    public string? PostalCode { get; init; }

    public SaleorCountry? Country { get; init; }

    public string? CountryArea { get; init; }

    public string? Phone { get; init; }

    /// <summary>Only in addresses of customers.</summary>
    public bool? IsDefaultShippingAddress { get; init; }

    /// <inheritdoc cref="IsDefaultShippingAddress"/>
    public bool? IsDefaultBillingAddress { get; init; }

    /// <summary>As the hub holds it; null when nothing is filled in.</summary>
    public PostalAddress? ToPostal()
    {
        var postal = new PostalAddress
        {
            FullName = SaleorText.OrNull($"{SaleorText.OrNull(FirstName)} {SaleorText.OrNull(LastName)}"),
            Company = SaleorText.OrNull(CompanyName),
            Street = SaleorText.OrNull(StreetAddress1),
            AdditionalLine = SaleorText.OrNull(StreetAddress2),
            PostalCode = SaleorText.OrNull(PostalCode),
            City = SaleorText.OrNull(City),
            State = SaleorText.OrNull(CountryArea),
            CountryCode = SaleorText.CountryOrNull(Country?.Code),
            Phone = SaleorText.OrNull(Phone),
        };
        return postal == new PostalAddress() ? null : postal;
    }
}
