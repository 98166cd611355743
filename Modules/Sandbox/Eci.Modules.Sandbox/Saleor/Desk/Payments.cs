using System.Globalization;
using System.Text.Json;
using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Desk;

/// <summary>Pays orders by the gateway that the customer chose.</summary>
internal sealed class Payments(ShopRequest request)
{
    public const string Prepayment = "prepayment";
    public const string ByTransactions = "transactions";

    private readonly Cashier _cashier = new(request.Data);

    /// <exception cref="DeskException">The gateway refuses.</exception>
    public async Task PayAsync(Order order, PlaceOrder wish, CancellationToken cancellationToken)
    {
        if (order.Sums.Due == 0)
            return;
        var gateway = wish.Gateway ?? Cashier.Braintree;
        if (AppOf(gateway) is { } chosen)
            await ByAppAsync(order, chosen.App, chosen.Gateway, cancellationToken);
        else if (gateway == ByTransactions)
            ByTransaction(order, wish);
        else if (wish.Paid)
            ByCard(order, gateway, wish);
    }

    private void ByCard(Order order, string gateway, PlaceOrder wish)
    {
        var payment = _cashier.Draft(order, gateway, request.Now);
        _cashier.Authorize(payment, wish.PspReference ?? $"psp{order.Number}", request.Now);
        payment.PaymentMethodType = wish.Card ? "card" : "paypal";
        payment.CreditCard = wish.Card ? new CreditCard("Visa", "4111", "1111", 12, 2030) : null;
        _cashier.Capture(payment, payment.Authorized, payment.Token, request.Now);
    }

    private void ByTransaction(Order order, PlaceOrder wish)
    {
        var item = new TransactionDesk(request).Create(order, creator: null);
        item.Name = wish.Card ? "Credit card" : "PayPal";
        item.PspReference = wish.PspReference ?? $"psp{order.Number}";
        var type = wish.Paid ? TransactionEventTypeEnum.ChargeSuccess : TransactionEventTypeEnum.AuthorizationSuccess;
        new TransactionDesk(request).Report(item, type, order.Sums.Due, item.PspReference, "", request.Now);
    }

    private async Task ByAppAsync(Order order, App app, string gateway, CancellationToken cancellationToken)
    {
        var payment = _cashier.Draft(order, $"app:{app.Number.ToString(CultureInfo.InvariantCulture)}:{gateway}", request.Now);
        var answer = await AskAsync(new PaymentProcessEvent(payment), app, gateway, payment.Total!.Value, cancellationToken)
            ?? throw new DeskException("gateway: the app did not process the payment.");
        if (answer.Error is { Length: > 0 } error)
            throw new DeskException($"gateway: {error}");
        var token = answer.TransactionId ?? "";
        _cashier.Authorize(payment, token, request.Now);
        if (answer.Kind == "capture")
            _cashier.Capture(payment, payment.Authorized, token, request.Now);
    }

    /// <summary>Asks the app of a gateway to do something with a payment; null when it does not answer.</summary>
    public async Task<GatewayAnswer?> AskAsync(PaymentHappening question, App app, string gateway, decimal amount, CancellationToken cancellationToken)
    {
        question.At = request.Now;
        var body = Body(question.Payment!, gateway, amount);
        return GatewayAnswer.Read(await request.Calls.AskAsync(request, app, question, body, cancellationToken));
    }

    private static string Body(Payment payment, string gateway, decimal amount)
    {
        var order = payment.Order!;
        var place = order.BillingAddress is not { } address ? null : new
        {
            first_name = address.FirstName,
            last_name = address.LastName,
            company_name = address.CompanyName,
            street_address_1 = address.StreetAddress1,
            street_address_2 = address.StreetAddress2,
            city = address.City,
            city_area = address.CityArea,
            postal_code = address.PostalCode,
            country = address.In.Code,
            country_area = address.CountryArea,
            phone = address.Phone,
        };
        return JsonSerializer.Serialize(new
        {
            amount = amount.ToString("0.000", CultureInfo.InvariantCulture),
            gateway = payment.Gateway,
            currency = order.Channel.Currency,
            billing = place,
            shipping = place,
            payment_id = payment.Id,
            graphql_payment_id = payment.Id,
            order_id = order.Id,
            customer_ip_address = "127.0.0.1",
            customer_email = order.UserEmail,
            token = payment.Token,
            customer_id = (string?)null,
            reuse_source = false,
            payment_method = gateway,
            data = new { },
        });
    }

    /// <summary>The app and its own id of a gateway: <c>app:7:id</c>, or <c>prepayment</c> for the first app that has one.</summary>
    public (App App, string Gateway)? AppOf(string gateway)
    {
        var known = request.Data.Gateways.Find(g => g.Id == gateway)
            ?? request.Data.Gateways.Find(g => g.Id.StartsWith("app:", StringComparison.Ordinal)
                && (gateway == Prepayment || g.Id.EndsWith($":{gateway}", StringComparison.Ordinal)));
        if (known?.Id.Split(':', 3) is not ["app", var number, var id])
            return gateway == Prepayment ? throw new DeskException("gateway: no app offers one.") : null;
        var app = request.Data.Apps.All.FirstOrDefault(app => app.Number.ToString(CultureInfo.InvariantCulture) == number)
            ?? throw new DeskException("gateway: its app is not installed.");
        return (app, id);
    }
}
