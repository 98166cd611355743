using System.CommandLine;
using Eci.Commerce;
using Eci.Commerce.Api.Orders;
using Eci.Vocabulary;

namespace Eci.Host.Commands;

/// <summary><c>packages add</c>: registers a package by hand, for shops whose orders do not come by themselves.</summary>
internal static class AddPackageCommand
{
    private static readonly Option<string> TenantOption = new("--tenant") { Description = "Tenant id or name.", Required = true };
    private static readonly Option<string?> CarrierOption = new("--carrier") { Description = "DPD, DHL, UPS, ...; without it the number has to tell." };
    private static readonly Option<string> TrackingIdOption = new("--tracking-id") { Description = "The carrier's number.", Required = true };
    private static readonly Option<string?> OrderOption = new("--order") { Description = "Order number it belongs to; without it nobody is mailed." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };

    public static Command Create()
    {
        var add = new Command("add", "Registers a package; reports that came before it are applied.")
        {
            TenantOption, CarrierOption, TrackingIdOption, OrderOption, Json,
        };
        add.SetAction((parsed, token) => EciCommands.WithServicesAsync(services => RunAsync(services, parsed, token)));
        return add;
    }

    public static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        Carrier? carrier = null;
        if (parsed.GetValue(CarrierOption) is { } name)
        {
            if (!PackageCommands.TryParse(name, out var named))
                return PackageCommands.RefuseCarrier(name);
            carrier = named;
        }

        await using var scope = await CommandScope.OfTenantAsync(services, parsed.GetValue(TenantOption)!, cancellationToken);
        if (scope is null)
            return ExitCodes.Refused;
        var wanted = new RegisterPackage
        {
            TrackingId = parsed.GetValue(TrackingIdOption)!,
            Carrier = carrier,
            OrderNumber = parsed.GetValue(OrderOption),
        };
        try
        {
            var (package, created) = await scope.Services.GetRequiredService<OrderRegistration>().RegisterAsync(wanted, cancellationToken);
            return created
                ? Write(package, parsed.GetValue(Json))
                : Output.Refuse($"The package {WireName.Of(package.Carrier)} {package.TrackingId} exists already.");
        }
        catch (RegistrationRefusedException exception)
        {
            return Output.Refuse(exception.Message);
        }
    }

    private static int Write(Package package, bool json)
    {
        if (json)
            Output.WriteJson(new { package.Id, Carrier = WireName.Of(package.Carrier), package.TrackingId, package.OrderId });
        else
            Console.WriteLine($"Package {package.Id} registered: {WireName.Of(package.Carrier)} {package.TrackingId}.");
        return 0;
    }
}
