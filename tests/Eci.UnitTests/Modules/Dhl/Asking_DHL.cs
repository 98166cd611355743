using Eci.Carriers;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.UnitTests.Modules.Sandbox.Dhl;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dhl;

internal sealed class Asking_DHL
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private DhlSimulatorHost _dhl = null!;
    private LogCapture _log = null!;
    private DhlClients _clients = null!;

    [SetUp]
    public async Task Start()
    {
        _dhl = await DhlSimulatorHost.StartAsync();
        _log = new LogCapture();
        _clients = new DhlClients(_dhl.BaseAddress, _dhl.Time, _log);
    }

    [TearDown]
    public async Task Stop()
    {
        await _clients.DisposeAsync();
        await _dhl.DisposeAsync();
        _log.Dispose();
    }

    [Test]
    public async Task Follows_a_parcel_from_the_sender_to_who_signed_for_it()
    {
        var seen = new List<string>();
        TrackingAnswer? answer = null;
        for (var second = 0; second <= 40; second += 5)
        {
            answer = await _clients.TrackAsync();
            Assert.That(answer!.Lines().Take(seen.Count), Is.EqualTo(seen), "What was told stays.");
            seen = [.. answer!.Lines()];
            Assert.That(answer!.Forecast is not null, Is.EqualTo(seen.Count is > 1 and < 6));
            _dhl.Time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.That(seen, Is.EqualTo(new[]
        {
            "2026-01-05T10:02:00+01:00 INFORMATION_RECEIVED",
            "2026-01-05T10:02:07+01:00 IN_TRANSIT",
            "2026-01-05T10:02:14+01:00 IN_TRANSIT",
            "2026-01-05T10:02:21+01:00 IN_TRANSIT",
            "2026-01-05T10:02:28+01:00 OUT_FOR_DELIVERY",
            "2026-01-05T10:02:35+01:00 DELIVERED",
        }));
        Assert.That(answer!.ReceivedBy, Is.EqualTo("Grace Hopper"));
    }

    [TestCase("failed-attempt", "INFORMATION_RECEIVED,IN_TRANSIT,IN_TRANSIT,IN_TRANSIT,OUT_FOR_DELIVERY,FAILED_ATTEMPT,OUT_FOR_DELIVERY,DELIVERED")]
    [TestCase("pickup-point", "INFORMATION_RECEIVED,IN_TRANSIT,IN_TRANSIT,IN_TRANSIT,OUT_FOR_DELIVERY,AVAILABLE_FOR_PICKUP,DELIVERED")]
    [TestCase("return", "INFORMATION_RECEIVED,IN_TRANSIT,IN_TRANSIT,IN_TRANSIT,OUT_FOR_DELIVERY,EXCEPTION return,EXCEPTION return,EXCEPTION return")]
    [TestCase("exception", "INFORMATION_RECEIVED,IN_TRANSIT,IN_TRANSIT,IN_TRANSIT,EXCEPTION")]
    public async Task Follows_every_other_journey(string journey, string states)
    {
        await _dhl.StartParcelAsync("JD0003", journey, stepSeconds: 1);
        _dhl.Time.Advance(TimeSpan.FromSeconds(30));
        var answer = await _clients.TrackAsync("JD0003");
        Assert.That(answer.Lines().Select(line => line.Split(' ', 2)[1]), Is.EqualTo(states.Split(',')));
    }

    [Test]
    public async Task Asks_as_the_contract_says_and_with_the_key_of_each_app()
    {
        await _clients.TrackAsync(app: DhlClients.App("demo-dhl-key"));
        await _clients.TrackAsync(app: DhlClients.App("demo-dhl-key-2"));

        var parameters = DhlContract.Parameters();
        Assert.That(_dhl.Requests.Select(request => request.Headers[DhlContract.KeyHeader()]), Is.EqualTo(new[] { "demo-dhl-key", "demo-dhl-key-2" }));
        foreach (var request in _dhl.Requests)
        {
            Assert.That(request.Path, Does.EndWith("/shipments"));
            Assert.That(parameters.Keys, Is.SupersetOf(request.Query.Keys));
            Assert.That(request.Query.Keys, Is.SupersetOf(parameters.Where(parameter => parameter.Value).Select(parameter => parameter.Key)));
            Assert.That((request.Query["trackingNumber"], request.Query["language"]), Is.EqualTo((DhlReading.Number, "en")));
        }
    }

    [Test]
    public async Task Gives_nothing_for_a_number_that_DHL_does_not_know() => Assert.That(await _clients.TrackAsync("4711"), Is.Null);

    [TestCase("somebody-elses-key", 1)]
    [TestCase("", 0)]
    [TestCase(null, 0)]
    [TestCase("two\r\nX-Lines: 1", 0)]
    [TestCase("schlüssel", 0)]
    public void Says_when_the_key_is_not_accepted_and_asks_with_no_impossible_one(string? key, int requests)
    {
        Assert.That(() => _clients.TrackAsync(app: DhlClients.App(key)), Throws.TypeOf<CarrierRefusedException>());
        Assert.That(_dhl.Requests, Has.Count.EqualTo(requests));
    }

    [Test]
    public async Task Stops_when_the_quota_is_gone_and_says_for_how_long()
    {
        await _dhl.LimitAsync(callsPerDay: 1);
        await _clients.TrackAsync();
        Assert.That(
            () => _clients.TrackAsync(),
            Throws.TypeOf<CarrierThrottledException>().With.Property("RetryAfter").EqualTo(TimeSpan.FromMinutes((14 * 60) + 58)).And.Message.StartsWith("DHL answered with 429: Too Many Requests"));
    }

    [TestCase("html", "DHL answered with text/html instead of JSON.")]
    [TestCase("malformed", "DHL's answer is no JSON, or breaks off.")]
    [TestCase("empty", "DHL's answer is empty.")]
    [TestCase("cut-off", "DHL's answer breaks off.")]
    public async Task Says_what_is_wrong_with_an_answer_and_asks_no_second_time(string kind, string message)
    {
        await _dhl.FailAsync(kind);
        Assert.That(() => _clients.TrackAsync(), Throws.TypeOf<CarrierAnswerException>().With.Message.EqualTo(message));
        Assert.That(_dhl.Requests, Has.Count.EqualTo(1));
        Assert.That((await _clients.TrackAsync())!.Scans, Is.Not.Empty, "The next package fares better.");
    }

    [TestCase("503")]
    [TestCase("lost-answer")]
    public async Task Asks_once_more_when_DHL_was_away_for_a_moment(string kind)
    {
        await _dhl.FailAsync(kind);
        Assert.That((await _clients.TrackWhileTimePassesAsync())!.Scans, Is.Not.Empty);
        Assert.That(_dhl.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Asks_no_third_time()
    {
        await _dhl.FailAsync("503", count: 3);
        Assert.That(() => _clients.TrackWhileTimePassesAsync(), Throws.TypeOf<HttpRequestException>().With.Property("StatusCode").EqualTo(System.Net.HttpStatusCode.ServiceUnavailable));
        Assert.That(_dhl.Requests, Has.Count.EqualTo(2));
    }

    [TestCase("500", null, 500)]
    [TestCase("502", null, 502)]
    [TestCase("503", 30, 503)]
    [TestCase("504", null, 504)]
    public async Task Asks_no_second_time_when_it_would_only_cost_quota(string kind, int? retryAfter, int status)
    {
        await _dhl.FailAsync(kind, retryAfterSeconds: retryAfter);
        Assert.That(() => _clients.TrackAsync(), Throws.TypeOf<HttpRequestException>().With.Property("StatusCode").EqualTo((System.Net.HttpStatusCode)status));
        Assert.That(_dhl.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Gives_up_a_number_that_DHL_has_purged()
    {
        await _dhl.FailAsync("500", count: 5, trackingNumber: "JD0003");
        for (var i = 0; i < 2; i++)
        {
            Assert.That(() => _clients.TrackAsync("JD0003"), Throws.TypeOf<HttpRequestException>());
            await _clients.TrackAsync();
        }

        Assert.That(await _clients.TrackAsync("JD0003"), Is.Null);
    }

    [TestCase("timeout", "DHL did not answer within 20 seconds.", 21)]
    [TestCase("slow", "DHL did not answer within 20 seconds.", 41)]
    public async Task Stops_waiting_after_the_time_that_is_set(string kind, string message, int seconds)
    {
        await _dhl.FailAsync(kind);
        var asking = _clients.TrackAsync();
        await Eventually.Async(() => !_dhl.Requests.IsEmpty, Deadline, "the request");
        Assert.That(asking.IsCompleted, Is.False);
        _dhl.Time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.That(() => asking, Throws.TypeOf<HttpRequestException>().With.Message.EqualTo(message));
        Assert.That(_dhl.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Lets_the_callers_cancellation_through()
    {
        await _dhl.FailAsync("timeout");
        using var cancel = new CancellationTokenSource();
        var asking = _clients.TrackAsync(cancellationToken: cancel.Token);
        await Eventually.Async(() => !_dhl.Requests.IsEmpty, Deadline, "the request");
        await cancel.CancelAsync();
        Assert.That(() => asking, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Stops_asking_for_a_minute_when_DHL_is_away()
    {
        await _dhl.FailAsync("503", count: 6);
        for (var i = 0; i < 3; i++)
            Assert.That(() => _clients.TrackWhileTimePassesAsync(), Throws.TypeOf<HttpRequestException>());
        var before = _dhl.Requests.Count;
        Assert.That(() => _clients.TrackAsync(), Throws.TypeOf<HttpRequestException>().With.Message.StartsWith("DHL is not asked for a minute"));
        Assert.That(_dhl.Requests, Has.Count.EqualTo(before));
        _dhl.Time.Advance(TimeSpan.FromSeconds(61));
        await _dhl.Http.PostAsync("control/clear", content: null);
        Assert.That((await _clients.TrackAsync())!.Scans, Is.Not.Empty);
    }

    [TestCase("429")]
    [TestCase("500")]
    [TestCase("404")]
    public async Task Keeps_asking_for_other_keys_and_numbers_however_often_one_is_refused(string kind)
    {
        await _dhl.FailAsync(kind, count: 20, trackingNumber: "JD0003");
        for (var i = 0; i < 20; i++)
        {
            try
            {
                await _clients.TrackAsync("JD0003");
            }
            catch (Exception e) when (e is HttpRequestException or CarrierThrottledException)
            {
                Assert.That(e.Message, Does.StartWith("DHL answered with"));
            }
        }

        Assert.That((await _clients.TrackAsync())!.Scans, Is.Not.Empty);
    }

    [Test]
    public async Task Says_when_nobody_listens()
    {
        await _dhl.DisposeAsync();
        Assert.That(() => _clients.TrackWhileTimePassesAsync(), Throws.TypeOf<HttpRequestException>().With.Message.EqualTo("DHL cannot be reached."));
        _dhl = await DhlSimulatorHost.StartAsync();
    }

    [Test]
    public async Task Logs_neither_key_nor_number_nor_name_even_at_the_finest_level()
    {
        _dhl.Time.Advance(TimeSpan.FromMinutes(1));
        await _clients.TrackAsync();
        _dhl.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That((await _clients.TrackAsync())!.ReceivedBy, Is.Not.Null);
        await _dhl.FailAsync("503", count: 2);
        Assert.That(() => _clients.TrackWhileTimePassesAsync(), Throws.TypeOf<HttpRequestException>());
        Assert.That(_log.Lines, Is.Not.Empty);
        Assert.That(string.Join('\n', _log.Lines), Does.Not.Contain("demo-dhl-key").And.Not.Contain(DhlReading.Number).And.Not.Contain("Hopper"));
    }
}
