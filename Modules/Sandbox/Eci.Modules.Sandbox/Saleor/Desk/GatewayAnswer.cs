using System.Text.Json;

namespace Eci.Modules.Sandbox.Saleor.Desk;

/// <summary>What the app of a gateway answers.</summary>
internal sealed record GatewayAnswer(string? Kind, string? TransactionId, string? Error, bool ActionRequired)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static GatewayAnswer? Read(string? body)
    {
        try
        {
            return body is null ? null : JsonSerializer.Deserialize<GatewayAnswer>(body, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
