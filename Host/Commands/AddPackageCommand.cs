using System.CommandLine;
using Eci.Commerce;
using Eci.Commerce.CarrierDetection;
using Eci.Core;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;

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
        if (Identify(parsed, out var carrier, out var trackingId) is { } refused)
            return refused;

        await using var scope = await CommandScope.OfTenantAsync(services, parsed.GetValue(TenantOption)!, cancellationToken);
        if (scope?.TenantId is not { } tenantId)
            return ExitCodes.Refused;
        var database = scope.Services.GetRequiredService<EciDbContext>();
        var number = parsed.GetValue(OrderOption);
        var orderId = number is null
            ? null
            : await database.Set<Order>().Where(o => o.OrderNumber == number).Select(o => o.Id).SingleOrDefaultAsync(cancellationToken);
        if (number is not null && orderId is null)
            return Output.Refuse($"There is no order '{number}'.");
        if (await database.Set<Package>().AnyAsync(p => p.TrackingId == trackingId && p.Carrier == carrier, cancellationToken))
            return Output.Refuse($"The package {WireName.Of(carrier)} {trackingId} exists already.");

        var package = new Package { Id = Ids.New(IdPrefix.Package), TenantId = tenantId, OrderId = orderId, Carrier = carrier, TrackingId = trackingId };
        database.Add(package);
        await scope.Services.GetRequiredService<IPublishEndpoint>().Publish(
            new PackageRegistered(tenantId, package.Id, carrier, trackingId), cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        if (parsed.GetValue(Json))
            Output.WriteJson(new { package.Id, Carrier = WireName.Of(carrier), package.TrackingId, package.OrderId });
        else
            Console.WriteLine($"Package {package.Id} registered: {WireName.Of(carrier)} {trackingId}.");
        return 0;
    }

    /// <summary>Carrier and number as given; without a carrier, the one that the number tells, with the number as that carrier tracks it.</summary>
    /// <returns>The exit code when that fails.</returns>
    private static int? Identify(ParseResult parsed, out Carrier carrier, out string trackingId)
    {
        carrier = default;
        var text = parsed.GetValue(TrackingIdOption)!;
        if (parsed.GetValue(CarrierOption) is { } name)
        {
            if (!TrackingNumber.TryNormalize(text, out trackingId))
                return PackageCommands.RefuseTrackingId();
            return PackageCommands.TryParse(name, out carrier) ? null : PackageCommands.RefuseCarrier(name);
        }

        var detected = CarrierDetector.Detect(text);
        trackingId = detected.Best?.TrackingId ?? string.Empty;
        if (detected.Best is { } best)
        {
            carrier = best.Carrier;
            return null;
        }

        return detected.Candidates.Count > 0
            ? Output.Refuse($"'{text}' may be of {string.Join(", ", detected.Candidates.Select(Describe))}: name the carrier with --carrier.")
            : Output.Refuse($"No carrier is known for '{text}': if it is not mistyped, name the carrier with --carrier.");
    }

    private static string Describe(CarrierCandidate candidate) => $"{WireName.Of(candidate.Carrier)} ({WireName.Of(candidate.Certainty)})";
}
