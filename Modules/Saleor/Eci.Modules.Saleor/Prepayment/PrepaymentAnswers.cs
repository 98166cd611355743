using System.Text.Json.Serialization;
using Eci.Core;

namespace Eci.Modules.Saleor.Prepayment;

/// <summary>What the shop is told when a customer pays by bank transfer. No money moves here: an order waits for it until somebody captures.</summary>
internal static class PrepaymentAnswers
{
    /// <summary>The subscription query of these events.</summary>
    public const string Document = "PrepaymentEvents";

    private const string ListGateways = "payment_list_gateways";
    private const string TransactionPrefix = "prepayment";
    private const string Authorized = "auth";

    /// <summary>What became of the payment, by the event that asks for it.</summary>
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["payment_authorize"] = Authorized,
        ["payment_process"] = Authorized,
        ["payment_confirm"] = "capture",
        ["payment_capture"] = "capture",
        ["payment_refund"] = "refund",
        ["payment_void"] = "void",
    };

    /// <summary>Every event that is answered.</summary>
    public static IReadOnlyList<string> Events { get; } = [ListGateways, .. Kinds.Keys];

    public static bool IsListOfGateways(string name) => name == ListGateways;

    /// <summary>The ways to pay: one.</summary>
    public static IReadOnlyList<PaymentGateway> Gateways(SaleorPrepaymentSettings settings) =>
        [new(settings.GatewayId, settings.GatewayName, settings.CurrencyList, [])];

    /// <summary>The answer to an event; null when the hub does not know it. What was paid in a currency that is no longer accepted can still be given back.</summary>
    public static PaymentAnswer? To(string name, string? currency, SaleorPrepaymentSettings settings)
    {
        if (!Kinds.TryGetValue(name, out var kind))
            return null;
        var isAccepted = kind != Authorized || currency is null || settings.CurrencyList.Contains(currency, StringComparer.Ordinal);
        return new PaymentAnswer(ActionRequired: false, kind, Ids.NewSecret(TransactionPrefix))
        {
            Error = isAccepted ? null : "The currency is not accepted.",
        };
    }
}

/// <summary>A way to pay, as Saleor wants it.</summary>
internal sealed record PaymentGateway(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("currencies")] IReadOnlyList<string> Currencies,
    [property: JsonPropertyName("config")] IReadOnlyList<string> Config);

/// <summary>What became of a payment, as Saleor wants it.</summary>
internal sealed record PaymentAnswer(
    [property: JsonPropertyName("action_required")] bool ActionRequired,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("transaction_id")] string TransactionId)
{
    /// <summary>Makes the shop refuse the payment; null: all is well.</summary>
    [JsonPropertyName("error")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}
