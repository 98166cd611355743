using FluentValidation;

namespace Eci.Commerce.Api.Orders;

internal sealed class RegisterLineValidator : AbstractValidator<RegisterLine>
{
    private const int LongestKey = 200;

    public RegisterLineValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(l => l.LineKey).Must(key => key is null || key.Trim().Length > 0).WithMessage("is empty").Text(LongestKey);
        RuleFor(l => l.Sku).Must(sku => sku is null || sku.Trim().Length > 0).WithMessage("is empty").Text(LongestKey);
        RuleFor(l => l.ProductName).Text(LongestKey * 2);
        RuleFor(l => l.Quantity).Quantity();
        RuleFor(l => l.TaxRate).Rate();
        RuleFor(l => l.UnitNet).Money();
        RuleFor(l => l.UnitGross).Money();
        RuleFor(l => l.TotalNet).Money().Must((l, total) => OrderSums.IsProduct(l.UnitNet, l.Quantity, total)).WithMessage("is not 'unitNet' times 'quantity'");
        RuleFor(l => l.TotalGross).Money()
            .Must((l, total) => OrderSums.IsProduct(l.UnitGross, l.Quantity, total)).WithMessage("is not 'unitGross' times 'quantity'")
            .Must((l, total) => total is null || l.TotalNet is null || total >= l.TotalNet).WithMessage("is less than 'totalNet'");
        RuleFor(l => l.DiscountNet).Money();
    }
}

internal sealed class RegisterShippingValidator : AbstractValidator<RegisterShipping>
{
    public RegisterShippingValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(s => s.MethodName).Text();
        RuleFor(s => s.Net).Money();
        RuleFor(s => s.Gross).Money();
        RuleFor(s => s.TaxRate).Rate();
    }
}

internal sealed class RegisterParcelLineValidator : AbstractValidator<RegisterParcelLine>
{
    public RegisterParcelLineValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(l => l.Sku).Must((l, sku) => !string.IsNullOrWhiteSpace(sku) || !string.IsNullOrWhiteSpace(l.LineKey)).WithMessage("or 'lineKey' is required").Text();
        RuleFor(l => l.LineKey).Text();
        RuleFor(l => l.Quantity).Quantity();
    }
}

internal sealed class RegisterParcelValidator : AbstractValidator<RegisterParcel>
{
    public RegisterParcelValidator()
    {
        RuleFor(p => p.Number).Must(number => number is null || number.Trim().Length > 0).WithMessage("is empty").Text();
        RuleFor(p => p.Lines).Must(lines => lines is null or { Count: <= RegisterOrderValidator.MostLines }).WithMessage($"has more than {RegisterOrderValidator.MostLines} lines");
        RuleForEach(p => p.Lines).SetValidator(new RegisterParcelLineValidator());
    }
}

internal sealed class RegisterPackageValidator : AbstractValidator<RegisterPackage>
{
    public RegisterPackageValidator()
    {
        RuleFor(p => p.Number).Must(number => number is null || number.Trim().Length > 0).WithMessage("is empty").Text();
        RuleFor(p => p.Lines).Must((p, lines) => lines is null || p.OrderNumber is not null).WithMessage("needs 'orderNumber'");
        RuleFor(p => p.Lines).Must(lines => lines is null or { Count: <= RegisterOrderValidator.MostLines }).WithMessage($"has more than {RegisterOrderValidator.MostLines} lines");
        RuleForEach(p => p.Lines).SetValidator(new RegisterParcelLineValidator());
    }
}
