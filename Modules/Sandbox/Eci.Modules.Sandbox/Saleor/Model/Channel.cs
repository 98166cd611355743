using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>Where the shop sells, in one currency.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class Channel(int number, string slug, string name, string currency, Country country)
    : ShopObject(nameof(Channel), number.ToString(System.Globalization.CultureInfo.InvariantCulture))
{
    public string Slug => slug;

    [Needs(Permissions.AnyApp, Permissions.AnyStaff)]
    public string Name => name;

    [Needs(Permissions.AnyApp, Permissions.AnyStaff)]
    public bool IsActive => true;

    [Needs(Permissions.AnyApp, Permissions.AnyStaff)]
    public string CurrencyCode => currency;

    internal string Currency => currency;

    [Needs(Permissions.Channels)]
    public bool HasOrders(IResolveFieldContext context) => context.Shop().Data.Orders.Any(order => ReferenceEquals(order.Channel, this));

    [Needs(Permissions.AnyApp, Permissions.AnyStaff)]
    public CountryDisplay DefaultCountry => new(country);

    [Needs(Permissions.AnyApp, Permissions.AnyStaff)]
    public IReadOnlyList<Warehouse> Warehouses(IResolveFieldContext context) => [.. context.Shop().Data.Warehouses.All];

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Channels];
}

internal sealed record CountryDisplay(string Code, [property: Name("country")] string Name)
{
    public CountryDisplay(Country country)
        : this(country.Code, country.Name)
    {
    }
}

internal sealed record Country(string Code, string Name)
{
    public static Country Germany { get; } = new("DE", "Germany");

    public static Country Austria { get; } = new("AT", "Austria");

    public static Country UnitedStates { get; } = new("US", "United States of America");

    private static Dictionary<string, Country> Known { get; } =
        new[]
        {
            Germany, Austria, UnitedStates,
            new("CH", "Switzerland"), new("FR", "France"), new("NL", "Netherlands"), new("PL", "Poland"), new("GB", "United Kingdom"),
        }.ToDictionary(country => country.Code, StringComparer.Ordinal);

    public static Country Of(string code) => Known.GetValueOrDefault(code) ?? new Country(code, code);
}
