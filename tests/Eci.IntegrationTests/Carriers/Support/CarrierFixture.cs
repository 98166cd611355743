using Eci.Carriers;
using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Persistence;
using Eci.Scheduling;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Carriers.Support;

/// <summary>A host with a carrier of the test's own; nothing runs but what the test starts. Every test uses a tenant of its own.</summary>
internal abstract class CarrierFixture : TrackingFixture
{
    protected CarrierFixture(DatabaseKind kind)
        : base(kind)
    {
        Kind = kind;
        var now = Clock.GetUtcNow();
        Clock.Advance(now.Date.AddHours(36) - now.UtcDateTime);
        Carrier = new FakeCarrier(Clock);
    }

    protected DatabaseKind Kind { get; }

    /// <summary>Starts at noon, far from the end of a day.</summary>
    protected RunningClock Clock { get; } = new();

    protected FakeCarrier Carrier { get; }

    protected StatementCounter Statements { get; } = new();

    protected Saboteur Saboteur { get; } = new();

    protected LateAnswer LateAnswer { get; } = new();

    [TearDown]
    public void LetCarrierAnswer() => Carrier.OnQuestion = null;

    protected override void Configure(EciTestHostOptions options)
    {
        options.Time = Clock;
        options.Settings["Eci:Roles"] = "api";
        options.Settings["Eci:Carriers:IntervalScale"] = "1";
        options.Settings["Eci:Carriers:BudgetHeadStart"] = "1";
        options.Services = services => services
            .AddSingleton<IModelContribution, FakeCarrierModel>()
            .ConfigureDbContext<EciDbContext>(context => context.ReplaceService<IModelCacheKeyFactory, FakeCarrierModelKeys>())
            .AddCarrierPolling<FakeCarrierApp, FakeCarrier>(PolledShop.Carrier)
            .AddSingleton<ICarrierTracker<FakeCarrierApp>>(Carrier)
            .AddSingleton<IInterceptor>(Statements)
            .AddSingleton<IInterceptor>(Saboteur)
            .AddSingleton<IInterceptor>(LateAnswer);
    }

    /// <summary>Stores a tenant with packages that the carrier moves.</summary>
    protected async Task<PolledShop> AddPolledShopAsync(int packages, Action<PolledShop>? change = null)
    {
        var shop = new PolledShop(NextNumber(), packages);
        change?.Invoke(shop);
        await StoreAsync(shop.AddTo);
        return shop;
    }

    /// <summary>Runs the job of the shop's app, or of another one, and returns what it counted.</summary>
    protected Task<JobRun> RunAsync(PolledShop shop, FakeCarrierApp? app = null, CancellationToken cancellationToken = default) =>
        RunAsync(Host, shop, app, cancellationToken);

    protected static async Task<JobRun> RunAsync(EciTestHost host, PolledShop shop, FakeCarrierApp? app = null, CancellationToken cancellationToken = default)
    {
        JobRun? run = null;
        await StartAsync(host, shop, app ?? shop.App, r => run = r, cancellationToken);
        return run!;
    }

    /// <summary>Runs the job and returns what it failed with.</summary>
    protected async Task<(JobRun Run, Exception? Failure)> TryRunAsync(PolledShop shop, CancellationToken cancellationToken = default)
    {
        JobRun? run = null;
        try
        {
            await StartAsync(Host, shop, shop.App, r => run = r, cancellationToken);
            return (run!, null);
        }
        catch (Exception failure)
        {
            return (run!, failure);
        }
    }

    protected Task<PackagePoll> PollAsync(PolledShop shop, int package) =>
        Host.QueryAsync(db => db.Set<PackagePoll>().AsNoTracking().SingleAsync(p => p.PackageId == shop.Packages[package].Id));

    protected Task ChangePackageAsync(PolledShop shop, int package, Action<Package> change) => Host.QueryAsync(async db =>
    {
        change(await db.Set<Package>().SingleAsync(p => p.Id == shop.Packages[package].Id));
        return await db.SaveChangesAsync();
    });

    private static Task<bool> StartAsync(EciTestHost host, PolledShop shop, FakeCarrierApp app, Action<JobRun> started, CancellationToken cancellationToken) =>
        host.InScopeAsync(
            async services =>
            {
                var run = new JobRun(Ids.New(IdPrefix.Run), shop.TenantId, app.Id, services);
                started(run);
                await services.GetServices<IAppJob>().Single(j => j.AppType == typeof(FakeCarrierApp)).RunAsync(run, cancellationToken);
                return true;
            },
            shop.TenantId);
}

/// <summary>Lets writes fail when the test says so, and measures the units of work that are written.</summary>
internal sealed class Saboteur : SaveChangesInterceptor
{
    private int _largest;

    /// <summary>Called before each write; what it throws fails the write.</summary>
    public Action<EciDbContext>? BeforeWrite { get; set; }

    /// <summary>Most rows in one unit of work.</summary>
    public int Largest => _largest;

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var context = (EciDbContext)eventData.Context!;
        BeforeWrite?.Invoke(context);
        _largest = Math.Max(_largest, context.ChangeTracker.Entries().Count());
        return ValueTask.FromResult(result);
    }

    public void Reset()
    {
        BeforeWrite = null;
        _largest = 0;
    }
}
