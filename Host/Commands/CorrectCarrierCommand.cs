using System.CommandLine;
using Eci.Commerce;
using Eci.Commerce.CarrierDetection;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands;

/// <summary><c>packages carrier</c>: moves a package to the carrier that really has it.</summary>
internal static class CorrectCarrierCommand
{
    private static readonly Argument<string> PackageIdArgument = new("packageId") { Description = "Id of the package (pa_...)." };
    private static readonly Argument<string> CarrierArgument = new("carrier") { Description = "DPD, DHL, UPS, ..." };

    public static Command Create()
    {
        var correct = new Command("carrier", "Moves a package to another carrier; its events stay, its state starts over.") { PackageIdArgument, CarrierArgument };
        correct.SetAction((parsed, token) => EciCommands.WithServicesAsync(services => RunAsync(services, parsed, token)));
        return correct;
    }

    public static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (packageId, name) = (parsed.GetValue(PackageIdArgument)!, parsed.GetValue(CarrierArgument)!);
        if (!PackageCommands.TryParse(name, out var carrier))
            return PackageCommands.RefuseCarrier(name);

        await using var scope = CommandScope.OfAllTenants(services);
        var owner = await scope.Services.GetRequiredService<EciDbContext>().Set<Package>()
            .Where(p => p.Id == packageId).Select(p => p.TenantId).SingleOrDefaultAsync(cancellationToken);
        if (owner is null)
            return RefusePackage(packageId);
        scope.Use(owner);

        switch (await scope.Services.GetRequiredService<ICarrierCorrection>().CorrectAsync(packageId, carrier, "the command line", cancellationToken))
        {
            case CarrierCorrectionResult.UnknownPackage:
                return RefusePackage(packageId);
            case CarrierCorrectionResult.NumberTaken:
                return Output.Refuse($"Another package has this number with {WireName.Of(carrier)} already.");
            case CarrierCorrectionResult.Unchanged:
                Console.WriteLine($"Package {packageId} is with {WireName.Of(carrier)} already.");
                return 0;
            default:
                Console.WriteLine($"Package {packageId} moved to {WireName.Of(carrier)}.");
                return 0;
        }
    }

    private static int RefusePackage(string packageId) => Output.Refuse($"There is no package '{packageId}'.");
}
