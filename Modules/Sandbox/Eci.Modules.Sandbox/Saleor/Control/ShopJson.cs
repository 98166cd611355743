using System.Text.Json;
using System.Text.Json.Serialization;
using Eci.Modules.Sandbox.Saleor.Desk;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.Saleor.Control;

/// <summary>Reads bodies of the shop's own calls.</summary>
internal static class ShopJson
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    /// <summary>Reads a body of which everything may be left out, also the body itself.</summary>
    /// <exception cref="DeskException">The body makes no sense.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class, new()
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        try
        {
            return string.IsNullOrWhiteSpace(text) ? new T() : JsonSerializer.Deserialize<T>(text, Json) ?? new T();
        }
        catch (JsonException exception)
        {
            throw new DeskException(exception.Message);
        }
    }
}
