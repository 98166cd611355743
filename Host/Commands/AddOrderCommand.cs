using System.CommandLine;
using Eci.Commerce.Api.Orders;

namespace Eci.Host.Commands;

/// <summary><c>orders add</c>: registers an order by hand or brings it up to date.</summary>
internal static class AddOrderCommand
{
    private static readonly Option<string> TenantOption = new("--tenant") { Description = "Tenant id or name.", Required = true };
    private static readonly Option<string> NumberOption = new("--number") { Description = "Order number, as the customer knows it.", Required = true };
    private static readonly Option<string?> EmailOption = new("--email") { Description = "Address of the customer; without it nobody is mailed." };
    private static readonly Option<string?> LanguageOption = new("--language") { Description = "Language of the customer, such as de." };
    private static readonly Option<string?> FirstNameOption = new("--first-name") { Description = "First name of the customer." };
    private static readonly Option<string?> LastNameOption = new("--last-name") { Description = "Last name of the customer." };
    private static readonly Option<string[]> PackageOption = new("--package")
    {
        Description = "CARRIER:NUMBER, or NUMBER alone when it tells the carrier; may be given several times.",
    };

    private static readonly Option<string[]> LineOption = new("--line")
    {
        Description = "SKU, SKU:QUANTITY or SKU:QUANTITY:UNIT_GROSS; may be given several times. All lines of the order: others are taken away.",
    };

    private static readonly Option<string?> CurrencyOption = new("--currency") { Description = "ISO 4217; required with amounts." };
    private static readonly Option<decimal?> TotalOption = new("--total") { Description = "What the order costs, gross." };
    private static readonly Option<decimal?> ShippingOption = new("--shipping") { Description = "What sending costs, gross." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };

    public static Command Create()
    {
        var add = new Command("add", "Registers an order, or brings it up to date when it is known.")
        {
            TenantOption, NumberOption, EmailOption, LanguageOption, FirstNameOption, LastNameOption, PackageOption,
            LineOption, CurrencyOption, TotalOption, ShippingOption, Json,
        };
        add.SetAction((parsed, token) => EciCommands.WithServicesAsync(services => RunAsync(services, parsed, token)));
        return add;
    }

    public static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var packages = new List<RegisterParcel>();
        foreach (var text in parsed.GetValue(PackageOption) ?? [])
        {
            if (ParcelOf(text) is not { } parcel)
                return PackageCommands.RefuseCarrier(text.Split(':')[0]);
            packages.Add(parcel);
        }

        var lines = new List<RegisterLine>();
        foreach (var text in parsed.GetValue(LineOption) ?? [])
        {
            if (OrderLineText.Parse(text) is not { } line)
                return Output.Refuse($"'{text}' is no line: write SKU, SKU:QUANTITY or SKU:QUANTITY:UNIT_GROSS.");
            lines.Add(line);
        }

        await using var scope = await CommandScope.OfTenantAsync(services, parsed.GetValue(TenantOption)!, cancellationToken);
        if (scope is null)
            return ExitCodes.Refused;
        try
        {
            var (order, created) = await scope.Services.GetRequiredService<OrderRegistration>().RegisterAsync(OrderOf(parsed, packages, lines), cancellationToken);
            if (parsed.GetValue(Json))
                Output.WriteJson(new { order.Id, order.OrderNumber, Created = created });
            else
                Console.WriteLine($"Order {order.OrderNumber} {(created ? "registered" : "brought up to date")}: {order.Id}.");
            return 0;
        }
        catch (RegistrationRefusedException exception)
        {
            return Output.Refuse(exception.Message);
        }
    }

    private static RegisterOrder OrderOf(ParseResult parsed, List<RegisterParcel> packages, List<RegisterLine> lines)
    {
        var (firstName, lastName) = (parsed.GetValue(FirstNameOption), parsed.GetValue(LastNameOption));
        var email = parsed.GetValue(EmailOption);
        return new RegisterOrder
        {
            OrderNumber = parsed.GetValue(NumberOption)!,
            Language = parsed.GetValue(LanguageOption),
            FirstName = email is null ? firstName : null,
            LastName = email is null ? lastName : null,
            Contact = email is null ? null : new RegisterContact { Email = email, FirstName = firstName, LastName = lastName },
            Packages = packages,
            Lines = lines.Count > 0 ? lines : null,
            Currency = parsed.GetValue(CurrencyOption),
            TotalGross = parsed.GetValue(TotalOption),
            Shipping = parsed.GetValue(ShippingOption) is { } gross ? new RegisterShipping { Gross = gross } : null,
        };
    }

    /// <summary>Null when the carrier is none.</summary>
    private static RegisterParcel? ParcelOf(string text)
    {
        if (text.IndexOf(':') is var colon && colon < 0)
            return new RegisterParcel { TrackingId = text };
        return PackageCommands.TryParse(text[..colon], out var carrier) ? new RegisterParcel { Carrier = carrier, TrackingId = text[(colon + 1)..] } : null;
    }
}
