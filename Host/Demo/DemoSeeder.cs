using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Demo;

/// <summary>Creates the demo tenant with two orders and their packages, once.</summary>
internal static class DemoSeeder
{
    private static readonly DateTimeOffset LongPaid = new(2099, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public static async Task SeedAsync(IServiceProvider services)
    {
        var database = services.GetRequiredService<EciDbContext>();
        if (await database.Set<Tenant>().AnyAsync(t => t.Id == DemoTenant.Id))
            return;

        database.Add(new Tenant { Id = DemoTenant.Id, Name = DemoTenant.Name });
        database.Add(new Subscription { Id = DemoTenant.SubscriptionId, TenantId = DemoTenant.Id, PaidUntil = LongPaid });
        database.Add(new ApiKey
        {
            Id = Ids.New(IdPrefix.ApiKey),
            TenantId = DemoTenant.Id,
            Name = "Demo",
            Hash = ApiKey.HashOf(DemoTenant.ApiKey),
            Scopes = DemoTenant.AllScopes,
            CreatedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
        });
        foreach (var contribution in services.GetServices<IDemoData>())
            contribution.AddTo(database);

        var publish = services.GetRequiredService<IPublishEndpoint>();
        var first = AddOrder(database, "STORE-1001", "Ada", "Lovelace", "ada@example.com", "de", "Schildergasse 12", "50667", "Köln", "DE");
        await AddPackageAsync(database, publish, first, Carrier.Dpd, "01906000683796");
        var second = AddOrder(database, "STORE-1002", "Grace", "Hopper", "grace@example.com", "en", "14 Park Street", "BS1 5HX", "Bristol", "GB");
        await AddPackageAsync(database, publish, second, Carrier.Dhl, "00340434161094042557");
        await AddPackageAsync(database, publish, second, Carrier.Ups, "1Z12345E0205271688");
        await database.SaveChangesAsync();
    }

    private static Order AddOrder(
        EciDbContext database,
        string number,
        string firstName,
        string lastName,
        string email,
        string language,
        string street,
        string postalCode,
        string city,
        string country)
    {
        var address = new Address
        {
            Id = Ids.New(IdPrefix.Address),
            TenantId = DemoTenant.Id,
            FullName = $"{firstName} {lastName}",
            Street = street,
            PostalCode = postalCode,
            City = city,
            CountryCode = country,
            NormalizedName = NaturalKey.Of(firstName, lastName, street, postalCode, city, country),
        };
        var contact = new Contact
        {
            Id = Ids.New(IdPrefix.Contact),
            TenantId = DemoTenant.Id,
            Email = email,
            FirstName = firstName,
            LastName = lastName,
        };
        var order = new Order
        {
            Id = Ids.New(IdPrefix.Order),
            TenantId = DemoTenant.Id,
            OrderNumber = number,
            Date = new DateTimeOffset(2026, 1, 2, 10, 0, 0, TimeSpan.Zero),
            Language = language,
            MainContactId = contact.Id,
            ShippingAddressId = address.Id,
        };
        database.Add(address);
        database.Add(contact);
        database.Add(order);
        return order;
    }

    private static Task AddPackageAsync(EciDbContext database, IPublishEndpoint publish, Order order, Carrier carrier, string trackingId)
    {
        var package = new Package
        {
            Id = Ids.New(IdPrefix.Package),
            TenantId = DemoTenant.Id,
            OrderId = order.Id,
            Carrier = carrier,
            TrackingId = trackingId,
        };
        database.Add(package);
        return publish.Publish(new PackageRegistered(package.TenantId, package.Id, carrier, trackingId));
    }
}
