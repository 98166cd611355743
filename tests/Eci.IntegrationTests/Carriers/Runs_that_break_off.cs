using Eci.Carriers;
using Eci.IntegrationTests.Carriers.Support;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Carriers;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Runs_that_break_off(DatabaseKind kind) : CarrierFixture(kind)
{
    [TearDown]
    public void StopSabotage() => Saboteur.Reset();

    [Test]
    public async Task Between_request_and_commit_ask_again()
    {
        var shop = await AddPolledShopAsync(2);
        Carrier.Says(shop.Number(0), Carrier.Scan(PackageState.InTransit, 2), Carrier.Scan(PackageState.OutForDelivery, 1));
        Saboteur.BeforeWrite = db =>
        {
            if (db.ChangeTracker.Entries<PackagePoll>().Any())
                throw new TimeoutException("The database is gone.");
        };
        var (_, failure) = await TryRunAsync(shop);
        Assert.That(failure, Is.InstanceOf<TimeoutException>());
        Saboteur.Reset();
        Assert.That(await UpdatesAsync(shop), Is.Zero);
        Assert.That((await RunAsync(shop)).Counts, Is.Empty, "They are still claimed.");

        Clock.Advance(TimeSpan.FromMinutes(6));
        var run = await RunAsync(shop);
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 2, ["news"] = 1, ["unchanged"] = 1 }));
        Assert.That(await UpdatesAsync(shop), Is.EqualTo(2));
    }

    [Test]
    public async Task Keep_what_was_answered_before_they_were_told_to_end()
    {
        var shop = await AddPolledShopAsync(8);
        using var ending = new CancellationTokenSource();
        foreach (var package in Enumerable.Range(0, 8))
            Carrier.Says(shop.Number(package), Carrier.Scan(PackageState.InTransit, 1));
        var left = 6;
        Carrier.OnQuestion = async (_, cancellationToken) =>
        {
            if (--left > 0)
                return;
            await ending.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        };
        var (run, failure) = await TryRunAsync(shop, ending.Token);
        Assert.That(failure, Is.InstanceOf<OperationCanceledException>());
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 6, ["news"] = 5 }));
        Assert.That(await UpdatesAsync(shop), Is.EqualTo(5));

        Carrier.OnQuestion = null;
        Assert.That((await RunAsync(shop)).Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 3, ["news"] = 3 }), "The others are free at once.");
    }

    [Test]
    public async Task For_want_of_time_say_so()
    {
        var shop = await AddPolledShopAsync(8);
        Carrier.OnQuestion = (_, _) =>
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            return Task.CompletedTask;
        };
        var run = await RunAsync(shop);
        Assert.That(run.Counts["requests"], Is.EqualTo(4));
        Assert.That(run.Note, Does.StartWith("The time for a run is over"));
        Assert.That((await RunAsync(shop)).Counts["requests"], Is.EqualTo(4));
    }

    [Test]
    public async Task Leave_a_package_to_whoever_took_it_over()
    {
        var shop = await AddPolledShopAsync(2);
        Carrier.Says(shop.Number(0), Carrier.Scan(PackageState.InTransit, 1));
        Carrier.OnQuestion = async (question, _) =>
        {
            if (question.TrackingId == shop.Number(0))
                await TakeOverAsync(shop, 0);
        };
        var run = await RunAsync(shop);
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 2, ["unchanged"] = 1 }));
        Assert.That(await UpdatesAsync(shop), Is.Zero);
        Assert.That((await PollAsync(shop, 0)).LeaseToken, Is.EqualTo(Guid.Empty), "The other claim stands.");
    }

    [Test]
    public async Task Do_not_because_of_one_answer_that_cannot_be_stored()
    {
        var shop = await AddPolledShopAsync(3);
        foreach (var package in Enumerable.Range(0, 3))
            Carrier.Says(shop.Number(package), Carrier.Scan(PackageState.InTransit, 1));
        Saboteur.BeforeWrite = db =>
        {
            var holdsIt = db.ChangeTracker.Entries<PackagePoll>().Any(e => e.Entity.PackageId == shop.Packages[1].Id && e.Entity.LastNewsAt is not null);
            if (holdsIt)
                throw new DbUpdateException("The database does not take it.");
        };
        var run = await RunAsync(shop);
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 3, ["news"] = 2, ["failed"] = 1 }));
        Assert.That(await UpdatesAsync(shop), Is.EqualTo(2));
        Assert.That((await PollAsync(shop, 1)).Failures, Is.EqualTo(1));
        Assert.That(await LeasedAsync(shop), Is.Zero);
    }

    [Test]
    public async Task Never_hold_news_back_for_longer_than_a_batch_takes()
    {
        var shop = await AddPolledShopAsync(7);
        Carrier.Says(shop.Number(6), Carrier.Scan(PackageState.InTransit, 1));
        var stored = new List<long>();
        Carrier.OnQuestion = async (_, _) => stored.Add(await Host.QueryAsync(db => db.Set<PackagePoll>()
            .LongCountAsync(p => p.TenantId == shop.TenantId && p.LastPolledAt != null)));
        await RunAsync(shop);
        Assert.That(stored, Is.EqualTo(new long[] { 0, 0, 0, 3, 3, 3, 6 }));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Settings["Eci:Carriers:BatchSize"] = "3";
    }

    private Task<long> UpdatesAsync(PolledShop shop) => MessagesAsync(shop.Base, "tracking.package.update");

    private Task<int> LeasedAsync(PolledShop shop) =>
        Host.QueryAsync(db => db.Set<PackagePoll>().CountAsync(p => p.TenantId == shop.TenantId && p.LeaseToken != null));

    private Task<int> TakeOverAsync(PolledShop shop, int package) => Host.QueryAsync(db => db.Set<PackagePoll>()
        .Where(p => p.PackageId == shop.Packages[package].Id)
        .ExecuteUpdateAsync(set => set.SetProperty(p => p.LeaseToken, Guid.Empty).SetProperty(p => p.LeaseUntil, Clock.GetUtcNow().AddMinutes(5))));
}
