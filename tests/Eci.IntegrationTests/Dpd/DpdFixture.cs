using System.Globalization;
using System.Net;
using Eci.Commerce;
using Eci.Core;
using Eci.Persistence;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Dpd;

/// <summary>One host with demo data for all tests of the fixture; every test uses parcels of its own.</summary>
internal abstract class DpdFixture(DatabaseKind kind) : DatabaseFixture(kind)
{
    /// <summary>Timers of packages wait here for days.</summary>
    private const string Unsettled = "SELECT count(*) FROM messaging_delivery WHERE endpoint <> 'tracking-package-life'";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static long _numbers = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private EciTestHost? _host;

    protected EciTestHost Host => _host ?? throw new InvalidOperationException("The host runs from the first set-up on.");

    [OneTimeSetUp]
    public async Task StartHostAsync() => _host = await EciTestHost.StartAsync(Database, Configure);

    [OneTimeTearDown]
    public async Task StopHostAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    protected virtual void Configure(EciTestHostOptions options)
    {
    }

    /// <summary>A number that no other test uses.</summary>
    protected static string NextNumber() => Interlocked.Increment(ref _numbers).ToString("D14", CultureInfo.InvariantCulture);

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

    protected Task SettleAsync() =>
        Eventually.Async(async () => await Host.ScalarAsync(Unsettled) == 0, Deadline, "that everything accepted is handled");

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
