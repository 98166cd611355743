using Eci.Commerce.Statuses;
using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Orders;

/// <summary>Takes payments and refunds into the hub. The same call again changes nothing.</summary>
public sealed class PaymentRecorder
{
    private static readonly RecordPaymentValidator Rules = new();

    private readonly EciDbContext _database;
    private readonly ICommerceAnnouncement _announcement;
    private readonly OneGo _oneGo;
    private readonly TenantScope _tenant;
    private readonly TimeProvider _time;

    internal PaymentRecorder(EciDbContext database, ICommerceAnnouncement announcement, OneGo oneGo, TenantScope tenant, TimeProvider time)
    {
        _database = database;
        _announcement = announcement;
        _oneGo = oneGo;
        _tenant = tenant;
        _time = time;
    }

    /// <summary>Adds the payment of a number or brings it up to date.</summary>
    /// <exception cref="RegistrationRefusedException">A field is wrong, or the payment is another order's; nothing was stored.</exception>
    public Task<Registered<Payment>> RecordAsync(RecordPayment input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        OneGo.Check(Rules, input);
        return _oneGo.RunAsync(() => RecordNowAsync(input, cancellationToken), cancellationToken);
    }

    /// <summary>Says how much of a payment went back.</summary>
    /// <param name="referenceNumber">The payment.</param>
    /// <param name="amount">Altogether, earlier refunds included: more than 0, not less than before and not more than the payment.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="RegistrationRefusedException">There is no such payment, nothing was taken by it, or the amount does not fit.</exception>
    public Task<Payment> RefundAsync(string referenceNumber, decimal amount, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(referenceNumber);
        return _oneGo.RunAsync(() => RefundNowAsync(referenceNumber.Trim(), amount, cancellationToken), cancellationToken);
    }

    private async Task<Registered<Payment>> RecordNowAsync(RecordPayment input, CancellationToken cancellationToken)
    {
        var (number, currency) = (input.ReferenceNumber.Trim(), AmountRules.Normalize(input.Currency));
        var order = await _database.Set<Order>().SingleOrDefaultAsync(o => o.OrderNumber == input.OrderNumber.Trim(), cancellationToken)
            ?? throw new RegistrationRefusedException(RefusalCodes.OrderNotFound, new RefusedField("orderNumber", "names no order that is known"));
        var known = await FindAsync(number, cancellationToken);
        if (known is not null && known.OrderId is not null && known.OrderId != order.Id)
            throw new RegistrationRefusedException(RefusalCodes.PaymentExists, new RefusedField("referenceNumber", "names a payment of another order"));
        var payment = known ?? new Payment
        {
            Id = Ids.New(IdPrefix.Payment),
            TenantId = _tenant.TenantId!,
            ReferenceNumber = number,
            Currency = currency,
            Status = input.Status ?? PaymentStatus.Paid,
            Date = _time.GetUtcNow(),
        };
        if (known is null)
            _database.Add(payment);
        Apply(payment, order, input, currency);
        if (input.Gateway is not null || input.Method is not null)
            payment.PaymentMethodId = await MethodAsync(payment, input, cancellationToken);
        if (_database.ChangeTracker.HasChanges())
            await _announcement.OrderStoredAsync(order, created: false, cancellationToken);
        return new Registered<Payment>(payment, Created: known is null);
    }

    /// <summary>What went back does not come back by a repeated report of the payment.</summary>
    private static void Apply(Payment payment, Order order, RecordPayment input, string currency)
    {
        payment.OrderId = order.Id;
        payment.Amount = input.Amount;
        payment.Currency = currency;
        payment.Date = input.Date?.ToUniversalTime() ?? payment.Date;
        payment.TransactionFee = input.TransactionFee ?? payment.TransactionFee;
        if (payment.RefundedAmount > payment.Amount)
            throw new RegistrationRefusedException(RefusalCodes.InvalidArgument, new RefusedField("amount", "is less than what went back of it"));
        if (payment.RefundedAmount > 0)
            payment.Status = RefundedBy(payment);
        else if (payment.Status is not PaymentStatus.Refunded && input.Status is { } told)
            payment.Status = PaymentStatuses.Recorded(payment.Status, told);
    }

    private async Task<Payment> RefundNowAsync(string referenceNumber, decimal amount, CancellationToken cancellationToken)
    {
        var payment = await FindAsync(referenceNumber, cancellationToken)
            ?? throw new RegistrationRefusedException(RefusalCodes.PaymentNotFound, new RefusedField("referenceNumber", "names no payment that is known"));
        if (!PaymentStatuses.IsTaken(payment.Status))
            throw new RegistrationRefusedException(RefusalCodes.InvalidArgument, new RefusedField("referenceNumber", "names a payment by which nothing was taken"));
        if (amount <= 0 || amount > payment.Amount || amount < payment.RefundedAmount || decimal.Round(amount, 4) != amount)
        {
            throw new RegistrationRefusedException(RefusalCodes.InvalidArgument, new RefusedField(
                "amount", "must be more than 0, not less than what went back before, not more than the payment, and have at most 4 decimals"));
        }

        payment.RefundedAmount = amount;
        payment.Status = RefundedBy(payment);
        if (payment.OrderId is { } orderId && _database.ChangeTracker.HasChanges())
            await _announcement.OrderStoredAsync(await _database.Set<Order>().SingleAsync(o => o.Id == orderId, cancellationToken), created: false, cancellationToken);
        return payment;
    }

    private Task<Payment?> FindAsync(string referenceNumber, CancellationToken cancellationToken) =>
        _database.Set<Payment>().SingleOrDefaultAsync(p => p.ReferenceNumber == referenceNumber, cancellationToken);

    private static PaymentStatus RefundedBy(Payment payment) =>
        payment.RefundedAmount == payment.Amount ? PaymentStatus.Refunded : PaymentStatus.PartiallyRefunded;

    private async Task<string> MethodAsync(Payment payment, RecordPayment input, CancellationToken cancellationToken)
    {
        var known = await _database.Set<PaymentMethod>().SingleOrDefaultAsync(m => m.Id == payment.PaymentMethodId, cancellationToken);
        var gateway = input.Gateway ?? known?.Gateway ?? PaymentGateway.Unknown;
        var method = input.Method ?? known?.Method ?? PaymentMethodType.Unknown;
        var wanted = await _database.Set<PaymentMethod>()
            .SingleOrDefaultAsync(m => m.Gateway == gateway && m.Method == method && m.Currency == payment.Currency, cancellationToken);
        if (wanted is not null)
            return wanted.Id;
        var added = new PaymentMethod { Id = Ids.New(IdPrefix.PaymentMethod), TenantId = _tenant.TenantId!, Gateway = gateway, Method = method, Currency = payment.Currency };
        _database.Add(added);
        return added.Id;
    }
}
