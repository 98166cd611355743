using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>Reads a page's order: two statements, whatever it holds. One object per host: a compiled query belongs to one model.</summary>
internal sealed class TrackingPageQueries(IServiceScopeFactory scopes)
{
    /// <summary>Packages shown at most.</summary>
    public const int MostPackages = 30;

    /// <summary>Events shown at most of each package.</summary>
    public const int MostEvents = 60;

    /// <summary>One row for each brand of the tenant, or one without.</summary>
    private readonly Func<EciDbContext, string, IAsyncEnumerable<OrderOfBrand>> _orders =
        EF.CompileAsyncQuery((EciDbContext db, string token) =>
            from o in db.Set<Order>()
            where o.TrackingToken == token
            from i in db.Set<TrackingIntegration>().Where(i => i.TenantId == o.TenantId).DefaultIfEmpty()
            orderby i.Id
            select new OrderOfBrand(
                new TrackedOrder
                {
                    OrderId = o.Id,
                    TenantId = o.TenantId,
                    TenantName = db.Set<Tenant>().Where(t => t.Id == o.TenantId).Select(t => t.Name).Single(),
                    OrderNumber = o.OrderNumber,
                    Language = o.Language,
                    FirstName = o.FirstName ?? o.MainContact!.FirstName,
                    LastName = o.LastName ?? o.MainContact!.LastName,
                    Email = o.MainContact!.Email,
                    City = o.ShippingAddress!.City,
                    Street = o.ShippingAddress.Street,
                },
                new PageBrand
                {
                    IntegrationId = i!.Id,
                    Enabled = (bool?)i.Enabled ?? false,
                    PaidUntil = i.Subscription!.PaidUntil,
                    Page = i.Page,
                    Mails = db.Set<TrackingEmailApp>()
                        .Where(a => a.Enabled && i.Apps.Any(l => l.AppId == a.Id && l.Role == IntegrationRole.Email))
                        .OrderBy(a => a.Id).Select(a => a.Settings).FirstOrDefault(),
                    Reports = db.Set<PackageEvent>().Any(e =>
                        e.Package!.OrderId == o.Id && i.Apps.Any(l => l.AppId == e.AppId && l.Role == IntegrationRole.Carrier)),
                }));

    // One more than is shown tells that something is left out.
    private readonly Func<EciDbContext, string, IAsyncEnumerable<TrackedPackage>> _packages =
        EF.CompileAsyncQuery((EciDbContext db, string orderId) => db.Set<Package>().AsSingleQuery()
            .Where(p => p.OrderId == orderId)
            .OrderBy(p => p.CreatedAt).ThenBy(p => p.Id)
            .Take(MostPackages + 1)
            .Select(p => new TrackedPackage
            {
                Carrier = p.Carrier,
                TrackingId = p.TrackingId,
                State = p.State,
                IsReturned = p.IsReturn,
                CarrierTrackingUrl = p.CarrierTrackingUrl,
                EstimatedDeliveryDate = p.EstimatedDeliveryDate,
                EstimatedDeliveryFrom = p.EstimatedDeliveryFrom,
                EstimatedDeliveryUntil = p.EstimatedDeliveryUntil,
                ReceivedBy = p.ReceivedBy,
                // Said again of the order, so that the database numbers the events of this order only and not those of all.
                Events = db.Set<PackageEvent>().Where(e => e.PackageId == p.Id && e.Package!.OrderId == orderId)
                    .OrderByDescending(e => e.Time).ThenByDescending(e => e.RecordedAt).ThenByDescending(e => e.Id)
                    .Take(MostEvents + 1)
                    .Select(e => new TrackedEvent(e.Time, e.TimeOffsetMinutes, e.State, e.Location, e.Message)).ToList(),
            }));

    /// <summary>The order with the token; null when there is none. Only the token is looked up across tenants.</summary>
    public async Task<TrackedOrder?> FindAsync(string token, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOfAllTenants();
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        var rows = new List<OrderOfBrand>();
        await foreach (var row in _orders(database, token).WithCancellation(cancellationToken))
            rows.Add(row);
        if (rows is not [{ Order: var order }, ..])
            return null;
        scope.ServiceProvider.GetRequiredService<TenantScope>().Use(order.TenantId);
        var packages = new List<TrackedPackage>();
        await foreach (var package in _packages(database, order.OrderId).WithCancellation(cancellationToken))
            packages.Add(package);
        return order with { Brands = [.. rows.Select(row => row.Brand).Where(brand => brand.IntegrationId is not null)], Packages = packages };
    }

    private sealed record OrderOfBrand(TrackedOrder Order, PageBrand Brand);
}
