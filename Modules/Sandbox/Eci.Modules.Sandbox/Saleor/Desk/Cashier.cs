using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Desk;

/// <summary>Takes and gives back money.</summary>
internal sealed class Cashier(ShopData data)
{
    public const string Braintree = "mirumee.payments.braintree";
    public const string Manual = "manual";

    /// <summary>A legacy payment of what is due that no gateway knows yet.</summary>
    public Payment Draft(Order order, string gateway, DateTimeOffset now) =>
        new(data.NextNumber(nameof(Payment)), order, gateway, new Money(order.Channel.Currency, order.Sums.Due), now);

    /// <summary>The gateway has reserved the money, not taken it.</summary>
    public void Authorize(Payment payment, string token, DateTimeOffset now)
    {
        payment.Token = token;
        payment.PspReference = token;
        payment.Authorized = payment.Total!.Value;
        Note(payment, TransactionKind.Auth, token, payment.Authorized, now);
        payment.Order!.PaidBy.Add(data.Register(payment));
    }

    /// <summary>Takes reserved money.</summary>
    public void Capture(Payment payment, decimal amount, string token, DateTimeOffset now)
    {
        Note(payment, TransactionKind.Capture, token, amount, now);
        payment.Authorized = Math.Max(0, payment.Authorized - amount);
        payment.Captured += amount;
        payment.ChargeStatus = payment.Captured >= payment.Total!.Value ? PaymentChargeStatusEnum.FullyCharged : PaymentChargeStatusEnum.PartiallyCharged;
        Paid(payment.Order!, now);
    }

    /// <summary>Money that came some other way, as the staff says.</summary>
    public void MarkAsPaid(Order order, string? reference, DateTimeOffset now)
    {
        var due = order.Sums.Due;
        var payment = data.Register(new Payment(data.NextNumber(nameof(Payment)), order, Manual, new Money(order.Channel.Currency, due), now)
        {
            Token = reference ?? "",
            PspReference = reference ?? "",
            Captured = due,
            ChargeStatus = PaymentChargeStatusEnum.FullyCharged,
        });
        Note(payment, TransactionKind.External, reference ?? "", due, now);
        order.PaidBy.Add(payment);
        Paid(order, now);
    }

    /// <summary>Gives taken money back.</summary>
    public void Refund(Payment payment, decimal amount, string token, DateTimeOffset now)
    {
        Note(payment, TransactionKind.Refund, token, amount, now);
        payment.Captured -= amount;
        payment.Refunded += amount;
        payment.ChargeStatus = payment.Captured > 0 ? PaymentChargeStatusEnum.PartiallyRefunded : PaymentChargeStatusEnum.FullyRefunded;
        var order = payment.Order!;
        order.UpdatedAt = now;
        data.Happened(new OrderRefunded(order));
        if (order.Sums.Charged == 0)
            data.Happened(new OrderFullyRefunded(order));
        data.Happened(new OrderUpdated(order));
    }

    /// <summary>Lets reserved money go.</summary>
    public void Void(Payment payment, string token, DateTimeOffset now)
    {
        Note(payment, TransactionKind.Void, token, payment.Authorized, now);
        payment.Authorized = 0;
        payment.IsActive = false;
        payment.Order!.UpdatedAt = now;
        data.Happened(new OrderUpdated(payment.Order));
    }

    /// <summary>Tells that money has come in.</summary>
    public void Paid(Order order, DateTimeOffset now)
    {
        order.UpdatedAt = now;
        data.Happened(new OrderPaid(order));
        if (order.IsPaid)
            data.Happened(new OrderFullyPaid(order));
        data.Happened(new OrderUpdated(order));
    }

    private void Note(Payment payment, TransactionKind kind, string token, decimal amount, DateTimeOffset now)
    {
        payment.Done.Add(new Transaction(data.NextNumber(nameof(Transaction)), payment, kind, isSuccess: true, token, amount, now));
        payment.Modified = now;
    }
}
