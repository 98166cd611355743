using FluentValidation;

namespace Eci.Commerce.Api.Orders;

/// <summary>What an order must be to be stored. Messages complete a sentence that begins with the field.</summary>
internal sealed class RegisterOrderValidator : AbstractValidator<RegisterOrder>
{
    /// <summary>Most parcels that one call may add.</summary>
    public const int MostPackages = 100;

    /// <summary>Most lines of an order or parcel.</summary>
    public const int MostLines = 500;

    private const int LongestNumber = 100;
    private const int LongestNote = 5000;

    public RegisterOrderValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(o => o.OrderNumber).Must(number => !string.IsNullOrWhiteSpace(number)).WithMessage("is required").Text(LongestNumber);
        RuleFor(o => o.Language).Must(language => language is null || LanguageTag.Primary(language) is not null).WithMessage("is no language, such as 'de' or 'de-AT'");
        RuleFor(o => o.FirstName).Text();
        RuleFor(o => o.LastName).Text();
        RuleFor(o => o.Contact!).SetValidator(new ContactValidator()).When(o => o.Contact is not null);
        RuleFor(o => o.ShippingAddress!).SetValidator(new AddressValidator()).When(o => o.ShippingAddress is not null);
        RuleFor(o => o.BillingAddress!).SetValidator(new AddressValidator()).When(o => o.BillingAddress is not null);
        RuleFor(o => o.Packages).Must(packages => packages is null or { Count: <= MostPackages }).WithMessage($"has more than {MostPackages} parcels");
        RuleForEach(o => o.Packages).Cascade(CascadeMode.Continue).SetValidator(new RegisterParcelValidator());
        AddGoods();
        AddAmounts();
    }

    private void AddGoods()
    {
        RuleFor(o => o.Status).Must(status => status is null or OrderStatus.Draft or OrderStatus.Unconfirmed or OrderStatus.Confirmed)
            .WithMessage("must be DRAFT, UNCONFIRMED or CONFIRMED");
        RuleFor(o => o.ReferenceNumber).Text();
        RuleFor(o => o.DiscountCode).Text();
        RuleFor(o => o.CustomerNote).Must(note => note is null || note.Length <= LongestNote).WithMessage($"is longer than {LongestNote} characters")
            .Must(note => note is null || !note.Contains('\0', StringComparison.Ordinal)).WithMessage("holds control characters");
        RuleFor(o => o.Lines).Must(lines => lines is null or { Count: <= MostLines }).WithMessage($"has more than {MostLines} lines")
            .Must(lines => lines is null || lines.Where(l => l.LineKey is not null).GroupBy(l => l.LineKey!.Trim(), StringComparer.Ordinal).All(g => g.Count() == 1))
            .WithMessage("has two lines with one 'lineKey'");
        RuleForEach(o => o.Lines).Cascade(CascadeMode.Continue).SetValidator(new RegisterLineValidator());
        RuleFor(o => o.Shipping!).SetValidator(new RegisterShippingValidator()).When(o => o.Shipping is not null);
    }

    private void AddAmounts()
    {
        RuleFor(o => o.Currency).Currency();
        RuleFor(o => o.DiscountNet).Money();
        RuleFor(o => o.TotalNet).Money().Must((o, _) => OrderSums.IsNetSum(o)).WithMessage("is not the sum of lines and shipping less the discount");
        RuleFor(o => o.TotalGross).Money()
            .Must((o, total) => total is null || o.TotalNet is null || total >= o.TotalNet).WithMessage("is less than 'totalNet'")
            .Must((o, _) => OrderSums.IsGrossSum(o)).WithMessage("is not the sum of lines and shipping");
    }

    private sealed class ContactValidator : AbstractValidator<RegisterContact>
    {
        private const int LongestEmail = 254;

        public ContactValidator()
        {
            RuleLevelCascadeMode = CascadeMode.Stop;
            RuleFor(c => c.Email).Must(IsEmail).WithMessage("is no e-mail address").Text(LongestEmail);
            RuleFor(c => c.FirstName).Text();
            RuleFor(c => c.LastName).Text();
            RuleFor(c => c.Phone).Text();
        }

        private static bool IsEmail(string? email)
        {
            var text = (email ?? string.Empty).Trim();
            var at = text.IndexOf('@');
            return at > 0 && at < text.Length - 1 && at == text.LastIndexOf('@') && !text.Any(char.IsWhiteSpace);
        }
    }

    private sealed class AddressValidator : AbstractValidator<PostalAddress>
    {
        public AddressValidator()
        {
            RuleLevelCascadeMode = CascadeMode.Stop;
            RuleFor(a => a.FullName).Text();
            RuleFor(a => a.Company).Text();
            RuleFor(a => a.Street).Text();
            RuleFor(a => a.AdditionalLine).Text();
            RuleFor(a => a.PostalCode).Text();
            RuleFor(a => a.City).Text();
            RuleFor(a => a.State).Text();
            RuleFor(a => a.CountryCode)
                .Must(code => code is null || (code.Trim() is { Length: 2 } letters && letters.All(char.IsAsciiLetter)))
                .WithMessage("is no country of two letters, such as 'DE'");
            RuleFor(a => a.Phone).Text();
        }
    }
}

/// <summary>Rules that many fields share.</summary>
internal static class TextRules
{
    private const int Longest = 200;

    /// <summary>Text of one line that people can read, not too long.</summary>
    public static IRuleBuilderOptions<T, string?> Text<T>(this IRuleBuilder<T, string?> field, int longest = Longest) => field
        .Must(text => text is null || text.Length <= longest).WithMessage($"is longer than {longest} characters")
        .Must(text => text is null || !text.Any(char.IsControl)).WithMessage("holds control characters");
}
