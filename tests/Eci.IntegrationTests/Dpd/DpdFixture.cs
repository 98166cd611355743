using System.Net;
using Eci.Commerce;
using Eci.Core;
using Eci.Persistence;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Dpd;

/// <summary>Pushes of DPD to one host; every test uses parcels of its own.</summary>
internal abstract class DpdFixture(DatabaseKind kind) : HostFixture(kind)
{
    /// <summary>The address of a push; the values are sent as given.</summary>
    protected static string Address(
        string parcel, string status, string statusDate = "05012026100200", string? pushId = null, string webhook = DemoTenant.DpdWebhookId) =>
        $"/api/v1/tracking/dpd/{webhook}?pushid={pushId ?? NextNumber()}&pnr={parcel}&depot=0998&status={status}&statusdate={statusDate}";

    /// <summary>Sends a push that must be acknowledged, and waits until nothing is left to do.</summary>
    protected async Task PushAsync(string parcel, string status, string statusDate = "05012026100200", string? pushId = null)
    {
        using var answer = await Host.Client.GetAsync(Address(parcel, status, statusDate, pushId));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        await SettleAsync();
    }

    /// <summary>A new package of the demo tenant, without order.</summary>
    protected async Task<string> AddPackageAsync()
    {
        var number = NextNumber();
        await AddPackagesAsync([number]);
        return number;
    }

    protected Task AddPackagesAsync(IEnumerable<string> numbers) => Host.InScopeAsync(
        services =>
        {
            var database = services.GetRequiredService<EciDbContext>();
            database.AddRange(numbers.Select(number =>
                new Package { Id = Ids.New(IdPrefix.Package), TenantId = DemoTenant.Id, Carrier = Carrier.Dpd, TrackingId = number }));
            return database.SaveChangesAsync();
        },
        DemoTenant.Id);

    protected Task<PackageState> StateOfAsync(string parcel) =>
        Host.QueryAsync(db => db.Set<Package>().Where(p => p.TrackingId == parcel).Select(p => p.State).SingleAsync());

    protected Task<List<PackageEvent>> EventsOfAsync(string parcel) =>
        Host.QueryAsync(db => db.Set<PackageEvent>().Where(e => e.Package!.TrackingId == parcel).OrderBy(e => e.Time).ToListAsync());
}
