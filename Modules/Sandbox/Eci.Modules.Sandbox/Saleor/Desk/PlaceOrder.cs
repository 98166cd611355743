using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Desk;

/// <summary>An order as a checkout hands it over: body of <c>POST /sandbox/saleor/orders</c>. Everything may be left out.</summary>
internal sealed record PlaceOrder
{
    /// <summary>What is bought; one of the first product when empty.</summary>
    public IReadOnlyList<PlaceOrderLine> Lines { get; init; } = [];

    /// <summary>Who buys; the first customer of the shop when null. Somebody unknown buys as a guest.</summary>
    public string? Email { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Company { get; init; }

    public string? Street { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    /// <summary>ISO code, DE.</summary>
    public string? Country { get; init; }

    /// <summary>False leaves the order without any address.</summary>
    public bool Addressed { get; init; } = true;

    /// <summary>As <see cref="LanguageCodeEnum"/>; the customer's when null.</summary>
    public LanguageCodeEnum? Language { get; init; }

    /// <summary>Slug of a channel.</summary>
    public string? Channel { get; init; }

    /// <summary>Name of a shipping method of the channel; the first when null.</summary>
    public string? ShippingMethod { get; init; }

    public string? Voucher { get; init; }

    /// <summary>Code of a gift card, used up before the customer pays.</summary>
    public string? GiftCard { get; init; }

    /// <summary>Id of a gateway; <c>prepayment</c> is the first one of an app, <c>transactions</c> pays by the transactions API.</summary>
    public string? Gateway { get; init; }

    /// <summary>False leaves the order without money.</summary>
    public bool Paid { get; init; } = true;

    /// <summary>False leaves the order to the staff to confirm.</summary>
    public bool Confirmed { get; init; } = true;

    /// <summary>Card, or PayPal when false.</summary>
    public bool Card { get; init; } = true;

    public string? PspReference { get; init; }

    public string? Note { get; init; }

    public string? ExternalReference { get; init; }

    public IReadOnlyDictionary<string, string?>? Metadata { get; init; }
}

internal sealed record PlaceOrderLine(string? Sku, int Quantity = 1);

/// <summary>Why something cannot be done.</summary>
internal sealed class DeskException(string message) : Exception(message);
