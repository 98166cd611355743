using System.CommandLine;
using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands;

/// <summary><c>packages add</c>: registers a package by hand, for shops whose orders do not come by themselves.</summary>
internal static class PackageCommands
{
    private static readonly Option<string> TenantOption = new("--tenant") { Description = "Tenant id or name.", Required = true };
    private static readonly Option<string> CarrierOption = new("--carrier") { Description = "DPD, DHL, UPS, ...", Required = true };
    private static readonly Option<string> TrackingIdOption = new("--tracking-id") { Description = "The carrier's number.", Required = true };
    private static readonly Option<string?> OrderOption = new("--order") { Description = "Order number it belongs to; without it nobody is mailed." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };

    public static Command Create()
    {
        var add = new Command("add", "Registers a package; reports that came before it are applied.")
        {
            TenantOption, CarrierOption, TrackingIdOption, OrderOption, Json,
        };
        add.SetAction((parsed, token) => EciCommands.WithServicesAsync(services => AddAsync(services, parsed, token)));
        return new Command("packages", "Packages of a tenant.") { add };
    }

    private static async Task<int> AddAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!WireName.TryParse<Carrier>(parsed.GetValue(CarrierOption)!.ToUpperInvariant(), out var carrier))
        {
            var known = string.Join(", ", Enum.GetValues<Carrier>().Select(WireName.Of));
            return Output.Refuse($"'{parsed.GetValue(CarrierOption)}' is no carrier; known are {known}.");
        }

        if (!TrackingNumber.TryNormalize(parsed.GetValue(TrackingIdOption), out var trackingId))
            return Output.Refuse($"A tracking id has 1 to {TrackingNumber.MaxLength} letters and digits.");

        await using var scope = services.CreateAsyncScope();
        var tenant = scope.ServiceProvider.GetRequiredService<TenantScope>();
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        var wanted = parsed.GetValue(TenantOption)!;
        if (await database.Set<Tenant>().Where(t => t.Id == wanted || t.Name == wanted).Select(t => t.Id).FirstOrDefaultAsync(cancellationToken) is not { } tenantId)
            return Output.Refuse($"There is no tenant '{wanted}'.");
        tenant.Use(tenantId);

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
        await scope.ServiceProvider.GetRequiredService<IPublishEndpoint>().Publish(
            new PackageRegistered(tenantId, package.Id, carrier, trackingId), cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        if (parsed.GetValue(Json))
            Output.WriteJson(new { package.Id, Carrier = WireName.Of(carrier), package.TrackingId, package.OrderId });
        else
            Console.WriteLine($"Package {package.Id} registered.");
        return 0;
    }
}
