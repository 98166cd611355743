using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>Who lives where.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class Address(int number) : ShopObject(nameof(Address), number.ToString(System.Globalization.CultureInfo.InvariantCulture))
{
    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public string CompanyName { get; init; } = "";

    public required string StreetAddress1 { get; init; }

    public string StreetAddress2 { get; init; } = "";

    public required string City { get; init; }

    public string CityArea => "";

    public required string PostalCode { get; init; }

    public CountryDisplay Country => new(In);

    public string CountryArea { get; init; } = "";

    public string? Phone { get; init; }

    public bool? IsDefaultShippingAddress { get; init; }

    public bool? IsDefaultBillingAddress { get; init; }

    internal required Country In { get; init; }

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Users];
}
