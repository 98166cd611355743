using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Saleor.Webhooks;

/// <summary>Saleor's headers, which older versions write with <c>X-</c> before their names.</summary>
internal static class SaleorHeaders
{
    /// <summary>The only value of a header; null when it is absent, and empty, which fits nothing, when it is given more than once.</summary>
    public static string? Read(HttpRequest request, string name)
    {
        var values = request.Headers[name];
        if (values.Count == 0)
            values = request.Headers["X-" + name];
        return values.Count switch
        {
            0 => null,
            1 => values[0],
            _ => string.Empty,
        };
    }
}
