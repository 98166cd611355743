using FluentValidation;

namespace Eci.Commerce.Api.Orders;

/// <summary>Money for an order, as a shop or gateway tells of it. What is null stays as it is when the payment is known.</summary>
public sealed record RecordPayment
{
    /// <summary>The order, which is known.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>The gateway's transaction id; the payment's identity.</summary>
    public required string ReferenceNumber { get; init; }

    /// <summary>What was taken or reserved; more than 0.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217, in any case.</summary>
    public required string Currency { get; init; }

    /// <summary>PENDING, AUTHORIZED, PAID, CANCELLED or FAILED; PAID for a new payment that comes without. Refunds are recorded by themselves.</summary>
    public PaymentStatus? Status { get; init; }

    /// <summary>When it was made; now when a new payment comes without.</summary>
    public DateTimeOffset? Date { get; init; }

    public PaymentGateway? Gateway { get; init; }

    public PaymentMethodType? Method { get; init; }

    /// <summary>What the gateway kept.</summary>
    public decimal? TransactionFee { get; init; }
}

internal sealed class RecordPaymentValidator : AbstractValidator<RecordPayment>
{
    public RecordPaymentValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(p => p.ReferenceNumber).Must(number => !string.IsNullOrWhiteSpace(number)).WithMessage("is required").Text();
        RuleFor(p => p.Amount).Quantity();
        RuleFor(p => p.Currency).Currency();
        RuleFor(p => p.Status).Must(status => status is not (PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded)).WithMessage("cannot tell of refunds");
        RuleFor(p => p.TransactionFee).Money();
    }
}
