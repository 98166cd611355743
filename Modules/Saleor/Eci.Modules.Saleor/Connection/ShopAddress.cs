namespace Eci.Modules.Saleor.Connection;

/// <summary>Compares addresses of shops.</summary>
internal static class ShopAddress
{
    /// <summary>As it is stored: scheme and host in lower case, without default port, with the trailing slash.</summary>
    public static string Normalize(Uri apiUrl) => apiUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/";

    /// <summary>True when both texts name one API address.</summary>
    public static bool AreSame(string text, string apiUrl) =>
        Uri.TryCreate(text, UriKind.Absolute, out var given) && string.Equals(Normalize(given), apiUrl, StringComparison.Ordinal);

    /// <summary>True when a domain, with or without port, is the one of an API address.</summary>
    public static bool IsDomainOf(string domain, string apiUrl)
    {
        var url = new Uri(apiUrl);
        return string.Equals(domain, url.Authority, StringComparison.OrdinalIgnoreCase) || string.Equals(domain, url.Host, StringComparison.OrdinalIgnoreCase);
    }
}
