using Eci.Carriers;
using Eci.Testing.Hosting;
using Eci.UnitTests.Modules.Sandbox.Ups;
using Eci.Vocabulary;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Ups;

internal sealed class Asking_UPS
{
    private UpsSimulatorHost _ups = null!;
    private UpsHub _hub = null!;

    [SetUp]
    public async Task Start()
    {
        _ups = await UpsSimulatorHost.StartAsync();
        _hub = new UpsHub(_ups.BaseAddress, _ups.Time);
    }

    [TearDown]
    public async Task Stop()
    {
        await _hub.DisposeAsync();
        await _ups.DisposeAsync();
    }

    [Test]
    public async Task Follows_a_package_from_its_label_to_its_receiver()
    {
        var label = await _hub.TrackAsync();
        _ups.Time.Advance(TimeSpan.FromSeconds(31));
        var tour = await _hub.TrackAsync();
        _ups.Time.Advance(TimeSpan.FromSeconds(6));
        var delivered = await _hub.TrackAsync();

        Assert.That(label!.Scans.Select(scan => scan.State), Is.EqualTo(new[] { PackageState.InformationReceived }));
        Assert.That(tour!.Scans[^1].State, Is.EqualTo(PackageState.OutForDelivery));
        Assert.That(tour.Forecast, Is.EqualTo(new DeliveryForecast(new DateOnly(2026, 1, 5), new TimeOnly(10, 0), new TimeOnly(10, 59, 59))));
        Assert.That(
            delivered!.Scans.Select(scan => scan.RawCode),
            Is.EqualTo(new[] { "M/MP/003", "P/PU/038", "I/OR/005", "I/DP/005", "I/AR/005", "I/OT/021", "D/FS/011" }));
        Assert.That(delivered.Scans.Take(6), Is.EqualTo(tour.Scans), "What was told before is told again in the same way.");
        Assert.That((delivered.ReceivedBy, delivered.Forecast, delivered.Unreadable.Count), Is.EqualTo(("HOPPER", (DeliveryForecast?)null, 0)));
        Assert.That(delivered.Scans[^1].Time, Is.EqualTo(new DateTimeOffset(2026, 1, 5, 10, 2, 36, TimeSpan.FromHours(1))));
    }

    [TestCase("attempt", "M:I,P:T,I:T,I:T,I:T,I:O,X:F,I:O,D:D")]
    [TestCase("access-point", "M:I,P:T,I:T,I:T,I:T,I:O,D:A,D:D")]
    [TestCase("return", "M:I,P:T,I:T,I:T,I:T,I:O,X:E,X:R,I:R,D:R")]
    [TestCase("customs", "M:I,P:T,I:T,I:T,I:T,X:E,X:T,X:T,X:T,I:O,D:D")]
    public async Task Follows_packages_on_other_ways(string journey, string expected)
    {
        await _ups.SendAsync("1Z12345E0305271640", journey);
        _ups.Time.Advance(TimeSpan.FromMinutes(2));

        var answer = await _hub.TrackAsync("1Z12345E0305271640");

        Assert.That(string.Join(',', answer!.Scans.Select(scan => $"{scan.RawCode[0]}:{Letter(scan)}")), Is.EqualTo(expected));
        Assert.That((answer.Unreadable.Count, answer.Forecast), Is.EqualTo((0, (DeliveryForecast?)null)));
    }

    [Test]
    public async Task Hears_nothing_of_a_number_that_UPS_does_not_know() => Assert.That(await _hub.TrackAsync("1Z12345E0305271640"), Is.Null);

    [Test]
    public async Task Hears_nothing_of_a_number_that_UPS_never_gave_out()
    {
        Assert.That(await _hub.TrackAsync("1Z12345"), Is.Null);
        Assert.That(_ups.Requests.Count(request => request.IsForPackage), Is.EqualTo(1));
    }

    [TestCase("123456")]
    [TestCase("12345678901234567890123456789012345")]
    [TestCase("........")]
    [TestCase("../../v1/parcels")]
    [TestCase("")]
    public async Task Does_not_ask_for_what_cannot_be_a_number(string number)
    {
        Assert.That(await _hub.TrackAsync(number), Is.Null);
        Assert.That(_ups.Requests, Is.Empty);
    }

    [Test]
    public async Task Hears_nothing_when_UPS_says_that_there_is_none()
    {
        await _ups.FailAsync("404");

        Assert.That(await _hub.TrackAsync(), Is.Null);
    }

    [Test]
    public async Task Does_not_take_a_wrong_address_for_an_unknown_number()
    {
        await using var stub = await UpsStub.StartAsync();
        stub.Track = (_, _) => Task.FromResult(Results.Text("<h1>Not found</h1>", statusCode: 404));
        await using var hub = stub.Hub();

        Assert.That(() => hub.TrackAsync(), Throws.TypeOf<CarrierAnswerException>().With.Message.EqualTo("UPS answered the question for a package with 404."));
    }

    [Test]
    public void Is_refused_without_keys()
    {
        var app = UpsHub.App();
        app.Credentials = null;

        Assert.That(() => _hub.TrackAsync(app: app), Throws.TypeOf<CarrierRefusedException>());
        Assert.That(_ups.Requests, Is.Empty);
    }

    [Test]
    public void Is_refused_with_wrong_keys() => Assert.That(
        () => _hub.TrackAsync(app: UpsHub.App(clientSecret: "wrong")),
        Throws.TypeOf<CarrierRefusedException>().With.Message.EqualTo("UPS answered the question for a token with 401: 250002 Invalid Authentication Information."));

    [Test]
    public async Task Is_refused_when_UPS_blocks_the_client()
    {
        await _ups.FailAsync("403");

        Assert.That(() => _hub.TrackAsync(), Throws.TypeOf<CarrierRefusedException>().With.Message.Contains("403"));
    }

    [Test]
    public async Task Goes_on_with_a_new_token_when_the_old_one_has_expired()
    {
        await _hub.TrackAsync();
        using (await _ups.Http.PostAsync("control/clear", content: null))
            Assert.That(await _hub.TrackAsync(), Is.Not.Null);

        Assert.That(_ups.Requests.Count(request => request.IsForToken), Is.EqualTo(2));
    }

    [TestCase("track")]
    [TestCase("token")]
    public async Task Is_told_to_ask_later(string target)
    {
        await _ups.FailAsync("429", target: target, retryAfterSeconds: 17);

        Assert.That(() => _hub.TrackAsync(), Throws.TypeOf<CarrierThrottledException>().With.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(17)));

        await _ups.FailAsync("429", target: target);
        Assert.That(() => _hub.TrackAsync(), Throws.TypeOf<CarrierThrottledException>().With.Property("RetryAfter").Null);
    }

    [Test]
    public async Task Is_told_to_ask_later_when_it_asks_too_often()
    {
        await _ups.LimitAsync(track: 1);
        await _hub.TrackAsync();

        Assert.That(() => _hub.TrackAsync(), Throws.TypeOf<CarrierThrottledException>().With.Property("RetryAfter").EqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task Logs_neither_keys_nor_tokens_nor_people_even_at_the_finest_level()
    {
        using var log = new LogCapture();
        await using var hub = new UpsHub(_ups.BaseAddress, _ups.Time, log);
        await hub.TrackAsync();
        _ups.Time.Advance(TimeSpan.FromMinutes(2));
        await _ups.FailAsync("401");
        await hub.TrackAsync();

        var lines = string.Join('\n', log.Lines);
        var token = _ups.Requests.Last(request => request.IsForPackage).Headers["Authorization"].Split(' ')[1];
        Assert.That(lines, Does.Contain("it is renewed").And.Not.Contain("demo-ups-secret").And.Not.Contain("Basic ").And.Not.Contain(token).And.Not.Contain("HOPPER"));
    }

    private static char Letter(CarrierScan scan) => scan switch
    {
        { IsReturn: true, State: PackageState.Exception } => 'R',
        { State: PackageState.InTransit } => 'T',
        _ => scan.State.ToString()[0],
    };
}
