using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Testing.Parcels;

/// <summary>Fills a new database with the demo tenant and packages, each of an order of its own to the customer of the first one.</summary>
public static class ParcelStock
{
    private const string OrderNumber = "STORE-1001";

    /// <summary>Registers the packages as the command does; what that sets going is left to the workers of the test.</summary>
    public static async Task<IReadOnlyList<Parcel>> CreateAsync(TestDatabase database, int count, int first = 1)
    {
        List<Parcel> parcels = [.. Enumerable.Range(first, count).Select(Parcel.Create)];
        await using var host = await EciTestHost.StartAsync(database, options => options.Settings["Eci:Roles"] = "api");
        foreach (var portion in parcels.Chunk(500))
            await host.InScopeAsync(services => RegisterAsync(services, portion), DemoTenant.Id);
        return parcels;
    }

    private static async Task<int> RegisterAsync(IServiceProvider services, Parcel[] parcels)
    {
        var database = services.GetRequiredService<EciDbContext>();
        var publish = services.GetRequiredService<IPublishEndpoint>();
        var first = await database.Set<Order>().AsNoTracking().SingleAsync(o => o.OrderNumber == OrderNumber);
        foreach (var parcel in parcels)
        {
            var order = new Order
            {
                Id = Ids.New(IdPrefix.Order),
                TenantId = DemoTenant.Id,
                OrderNumber = $"PARCEL-{parcel.Number}",
                Date = first.Date,
                Language = first.Language,
                MainContactId = first.MainContactId,
            };
            database.Add(order);
            var package = new Package
            {
                Id = Ids.New(IdPrefix.Package),
                TenantId = DemoTenant.Id,
                OrderId = order.Id,
                Carrier = Carrier.Dpd,
                TrackingId = parcel.Number,
            };
            database.Add(package);
            await publish.Publish(new PackageRegistered(package.TenantId, package.Id, package.Carrier, package.TrackingId));
        }

        return await database.SaveChangesAsync();
    }
}
