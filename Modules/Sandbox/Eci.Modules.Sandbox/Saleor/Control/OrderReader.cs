using System.Text.Json;
using System.Text.Json.Serialization;
using Eci.Modules.Sandbox.Saleor.Desk;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.Saleor.Control;

/// <summary>Reads bodies of the shop's own calls.</summary>
internal static class OrderReader
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    /// <summary>Reads a body of which everything may be left out, also the body itself.</summary>
    /// <exception cref="DeskException">The body makes no sense.</exception>
    public static async Task<PlaceOrder> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        try
        {
            return string.IsNullOrWhiteSpace(text) ? new PlaceOrder() : JsonSerializer.Deserialize<PlaceOrder>(text, Json) ?? new PlaceOrder();
        }
        catch (JsonException exception)
        {
            throw new DeskException(exception.Message);
        }
    }
}
