using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Something that the app of a gateway is asked to do.</summary>
internal abstract class PaymentHappening(Payment payment) : ShopEvent
{
    public Payment? Payment => payment;

    internal override string Subject => payment.Id;
}

/// <summary>An app is asked for its gateways.</summary>
[Implements(typeof(IShopEvent))]
internal sealed class PaymentListGateways : ShopEvent
{
    internal override string Subject => "";
}

[Implements(typeof(IShopEvent))]
internal sealed class PaymentAuthorize(Payment payment) : PaymentHappening(payment);

[Implements(typeof(IShopEvent))]
internal sealed class PaymentCaptureEvent(Payment payment) : PaymentHappening(payment);

[Implements(typeof(IShopEvent))]
internal sealed class PaymentConfirmEvent(Payment payment) : PaymentHappening(payment);

[Implements(typeof(IShopEvent))]
internal sealed class PaymentProcessEvent(Payment payment) : PaymentHappening(payment);

[Implements(typeof(IShopEvent))]
internal sealed class PaymentRefundEvent(Payment payment) : PaymentHappening(payment);

[Implements(typeof(IShopEvent))]
internal sealed class PaymentVoidEvent(Payment payment) : PaymentHappening(payment);
