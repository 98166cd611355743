using System.Text.Json;
using System.Text.Json.Nodes;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Fulfilments;
using Eci.Modules.Saleor.Orders;
using Eci.Modules.Saleor.Payments;

namespace Eci.UnitTests.Modules.Saleor.Orders;

/// <summary>Answers of a shop, read as the hub reads them.</summary>
internal static class SaleorSamples
{
    private const string Plain = """
        {"id":"T3JkZXI6MQ==","number":"1","created":"2026-01-05T07:00:00+00:00","updatedAt":"2026-01-05T08:00:00.123456+00:00",
         "status":"UNFULFILLED","paymentStatus":"NOT_CHARGED","chargeStatus":"NONE","userEmail":"Ada@Example.com","languageCodeEnum":"DE_AT",
         "customerNote":"","total":{"currency":"EUR","net":{"amount":16.81},"gross":{"amount":20.0}},
         "shippingPrice":{"currency":"EUR","net":{"amount":0},"gross":{"amount":0}},
         "lines":[{"id":"TDox","quantity":2,"taxRate":0.19,"totalPrice":{"currency":"EUR","net":{"amount":16.81},"gross":{"amount":20.0}}}]}
        """;

    /// <summary>An order of 20 EUR with some fields changed.</summary>
    public static SaleorOrder Order(string changes = "{}")
    {
        var order = JsonNode.Parse(Plain)!.AsObject();
        foreach (var (key, value) in JsonNode.Parse(changes)!.AsObject())
            order[key] = value?.DeepClone();
        return order.Deserialize<SaleorOrder>(SaleorHttp.Json)!;
    }

    public static SaleorPayment Payment(string json) => JsonSerializer.Deserialize<SaleorPayment>(json, SaleorHttp.Json)!;

    public static SaleorTransaction Transaction(string json) => JsonSerializer.Deserialize<SaleorTransaction>(json, SaleorHttp.Json)!;

    public static ShopMoney Money(string json) => JsonSerializer.Deserialize<ShopMoney>(json, SaleorHttp.Json)!;

    public static OrderToFulfil ToFulfil(string json) => JsonSerializer.Deserialize<OrderToFulfil>(json, SaleorHttp.Json)!;
}
