using System.Text.Json;

namespace Eci.Modules.Saleor.Prepayment;

/// <summary>Finds the currency of a payment in the body of an event: where the subscription query puts it, or where Saleor puts it without one.</summary>
internal static class PaymentCurrency
{
    /// <summary>False when the body is no JSON object.</summary>
    /// <param name="body">As it came.</param>
    /// <param name="currency">ISO 4217; null: the body does not say.</param>
    public static bool TryRead(ReadOnlyMemory<byte> body, out string? currency)
    {
        currency = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
                return false;
            var money = Member(Member(document.RootElement, "payment"), "total") ?? document.RootElement;
            currency = Member(money, "currency") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
            return true;
        }
        catch (Exception exception) when (BadJson.IsCause(exception))
        {
            return false;
        }
    }

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } and { } element && element.TryGetProperty(name, out var member) ? member : null;
}
