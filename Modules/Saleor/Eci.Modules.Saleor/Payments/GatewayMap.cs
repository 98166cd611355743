using Eci.Commerce;

namespace Eci.Modules.Saleor.Payments;

/// <summary>Recognises gateways by the names that Saleor, its plugins and payment apps give them.</summary>
internal static class GatewayMap
{
    /// <summary>Name of the gateway of payments that staff enter by hand.</summary>
    private const string Manual = "manual";

    private static readonly string[] Prepayment = ["triebwork.payments.rechnung", "prepayment", "vorkasse"];

    /// <summary>The gateway's own name: without the app that it belongs to.</summary>
    public static string NameOf(string? gateway)
    {
        var parts = (gateway ?? string.Empty).Split(':', 3);
        return parts is ["app", _, var name] ? name : gateway ?? string.Empty;
    }

    /// <summary>The customer transfers the money before the goods leave; the gateway itself takes nothing.</summary>
    public static bool IsPrepayment(string? gateway)
    {
        var name = NameOf(gateway);
        return Array.Exists(Prepayment, known => name.EndsWith(known, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Of a payment of the older payments API.</summary>
    public static GatewayFacts Of(SaleorPayment payment)
    {
        if (IsPrepayment(payment.Gateway))
            return new GatewayFacts(PaymentGateway.BankTransfer, PaymentMethodType.BankTransfer);
        var gateway = Recognise(NameOf(payment.Gateway));
        return gateway with { Method = MethodOf(gateway, payment) };
    }

    /// <summary>Of a transaction: by what its app says in the metadata, then by the names of transaction and app.</summary>
    public static GatewayFacts Of(SaleorTransaction transaction)
    {
        var method = transaction.PrivateMethod ?? transaction.Method;
        if (method is "customerCredit")
            return new GatewayFacts(PaymentGateway.CustomerCredit, PaymentMethodType.CustomerCredit);
        if (method is "prepayment" || transaction.Prepayment is not null)
            return new GatewayFacts(PaymentGateway.BankTransfer, PaymentMethodType.BankTransfer);
        var gateway = Recognise($"{transaction.CreatedBy?.Name} {transaction.CreatedBy?.Identifier} {transaction.Name}");
        return method is "echeck" ? gateway with { Method = PaymentMethodType.Echeck } : gateway;
    }

    private static GatewayFacts Recognise(string names)
    {
        bool Has(string word) => names.Contains(word, StringComparison.OrdinalIgnoreCase);
        if (Has("braintree"))
            return new GatewayFacts(PaymentGateway.Braintree, PaymentMethodType.Card);
        if (Has("stripe"))
            return new GatewayFacts(PaymentGateway.Stripe, PaymentMethodType.Card);
        if (Has("authorize.net") || Has("authorizenet") || Has("authorize-net"))
            return new GatewayFacts(PaymentGateway.AuthorizeNet, PaymentMethodType.Card);
        if (Has("paypal"))
            return new GatewayFacts(PaymentGateway.Paypal, PaymentMethodType.Paypal);
        if (Has("gift_card") || Has("giftcard") || Has("gift card"))
            return new GatewayFacts(PaymentGateway.GiftCard, PaymentMethodType.GiftCard);
        if (Has(Manual) || Array.Exists(Prepayment, Has) || Has("bank transfer"))
            return new GatewayFacts(PaymentGateway.BankTransfer, PaymentMethodType.BankTransfer);
        return new GatewayFacts(PaymentGateway.Unknown, PaymentMethodType.Unknown);
    }

    /// <summary>Braintree calls PayPal a card that has no brand, and gives Apple Pay no name.</summary>
    private static PaymentMethodType MethodOf(GatewayFacts gateway, SaleorPayment payment)
    {
        var type = payment.PaymentMethodType?.ToLowerInvariant();
        return (gateway.Gateway, type) switch
        {
            (_, "paypal") => PaymentMethodType.Paypal,
            (PaymentGateway.Braintree, "card") when payment.CreditCard is null => PaymentMethodType.Paypal,
            (PaymentGateway.Unknown, "card") => PaymentMethodType.Card,
            _ => gateway.Method,
        };
    }
}
