using Eci.Carriers;
using Eci.IntegrationTests.Carriers.Support;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Carriers;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Requests_that_fail(DatabaseKind kind) : CarrierFixture(kind)
{
    private readonly LogCapture _logs = new(line => line.StartsWith("Warning Eci.Carriers", StringComparison.Ordinal));

    [Test]
    public async Task Of_one_package_do_not_stop_the_others()
    {
        var shop = await AddPolledShopAsync(5);
        Carrier.Fails(shop.Number(1), () => new HttpRequestException("500"));
        Carrier.Fails(shop.Number(3), () => new InvalidOperationException("A bug of the module."));
        var run = await RunAsync(shop);
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 5, ["unchanged"] = 3, ["failed"] = 2 }));
        Assert.That((await PollAsync(shop, 1)).Failures, Is.EqualTo(1));

        Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.That((await RunAsync(shop)).Counts["failed"], Is.EqualTo(2));
        Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.That((await RunAsync(shop)).Counts, Is.Empty, "The second pause is twice as long.");
        Clock.Advance(TimeSpan.FromMinutes(10));
        Carrier.Says(shop.Number(1));
        await RunAsync(shop);
        Assert.That((await PollAsync(shop, 1)).Failures, Is.Zero);
        Assert.That((await PollAsync(shop, 3)).Failures, Is.EqualTo(3));
    }

    [Test]
    public async Task By_an_answer_that_cannot_be_read_are_a_warning()
    {
        var shop = await AddPolledShopAsync(2);
        Carrier.Fails(shop.Number(0), () => new CarrierAnswerException("The answer is HTML."));
        var run = await RunAsync(shop);
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 2, ["unchanged"] = 1, ["failed"] = 1, ["warnings"] = 1 }));
        Assert.That(_logs.Lines.Where(l => l.Contains(shop.Packages[0].Id, StringComparison.Ordinal)).Single(), Does.Contain("The answer is HTML."));
    }

    [Test]
    public async Task Because_the_carrier_is_slow_end_after_the_configured_time()
    {
        var shop = await AddPolledShopAsync(2);
        Carrier.Hangs(shop.Number(0));
        var run = await RunAsync(shop);
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 2, ["unchanged"] = 1, ["failed"] = 1 }));
    }

    [Test]
    public async Task One_after_the_other_end_the_run_and_let_the_app_rest()
    {
        var shop = await AddPolledShopAsync(9);
        Carrier.OnQuestion = (_, _) => throw new HttpRequestException("Nobody there.");
        var run = await RunAsync(shop);
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 5, ["failed"] = 5 }));
        Assert.That(run.Note, Does.StartWith("The carrier seems to be down: 5 requests in a row failed"));

        Carrier.OnQuestion = null;
        Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.That((await RunAsync(shop)).Counts, Does.Not.ContainKey("requests"));
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.That((await RunAsync(shop)).Counts["unchanged"], Is.EqualTo(9));
    }

    [Test]
    public async Task Because_the_account_is_not_accepted_fail_the_run_and_blame_no_package()
    {
        var shop = await AddPolledShopAsync(3);
        Carrier.Fails(shop.Number(1), () => new CarrierRefusedException("401"));
        var (run, failure) = await TryRunAsync(shop);
        Assert.That(failure, Is.InstanceOf<CarrierRefusedException>());
        Assert.That(run.Note, Is.EqualTo("The carrier does not accept the account."));
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 2, ["unchanged"] = 1 }), "What was answered before is stored.");

        Carrier.Says(shop.Number(1));
        Assert.That((await RunAsync(shop)).Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 2, ["unchanged"] = 2 }));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Logs = _logs;
        options.Settings["Eci:Carriers:RequestTimeout"] = "00:00:01";
        options.Settings["Eci:Carriers:BatchSize"] = "2";
    }
}
