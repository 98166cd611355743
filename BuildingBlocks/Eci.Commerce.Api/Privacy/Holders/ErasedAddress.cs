using Eci.Core;

namespace Eci.Commerce.Api.Privacy.Holders;

/// <summary>Takes the person out of addresses. The country stays.</summary>
internal static class ErasedAddress
{
    public static bool HoldsSomething(this Address address) =>
        (address.FullName ?? address.Company ?? address.Street ?? address.AdditionalLine ?? address.PostalCode ?? address.City ?? address.State ?? address.Phone) is not null;

    public static void Erase(this Address address)
    {
        address.FullName = null;
        address.Company = null;
        address.Street = null;
        address.AdditionalLine = null;
        address.PostalCode = null;
        address.City = null;
        address.State = null;
        address.Phone = null;
        address.NormalizedName = Nameless();
    }

    /// <summary>One that takes the place of an address that stays with others.</summary>
    public static Address InPlaceOf(Address address) =>
        new() { Id = Ids.New(IdPrefix.Address), TenantId = address.TenantId, CountryCode = address.CountryCode, NormalizedName = Nameless() };

    public static object Document(this Address address) => new
    {
        address.FullName,
        address.Company,
        address.Street,
        address.AdditionalLine,
        address.PostalCode,
        address.City,
        address.State,
        address.CountryCode,
        address.Phone,
    };

    private static string Nameless() => Ids.NewSecret("erased");
}
