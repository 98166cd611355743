using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Eci.Modules.Sandbox.Ups;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Ups;

internal sealed class Simulating_UPS
{
    private const string Other = "1Z12345E0305271640";

    private UpsSimulatorHost _host = null!;

    [SetUp]
    public async Task Start() => _host = await UpsSimulatorHost.StartAsync();

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task Gives_a_token_to_the_demo_client()
    {
        var (status, body) = await _host.CallAsync(UpsSimulatorHost.TokenRequest("demo-ups-client:demo-ups-secret"));

        Assert.That(status, Is.EqualTo(200));
        Assert.That(Text(body, "token_type"), Is.EqualTo("Bearer"));
        Assert.That(Text(body, "issued_at"), Is.EqualTo($"{_host.Time.GetUtcNow().ToUnixTimeMilliseconds()}"));
        Assert.That(Text(body, "expires_in"), Is.EqualTo("14399"));
        Assert.That(Text(body, "access_token"), Is.Not.Empty);
    }

    [TestCase(null)]
    [TestCase("demo-ups-client:wrong")]
    [TestCase("other:demo-ups-secret")]
    [TestCase("")]
    public async Task Gives_no_token_to_others(string? credentials) =>
        Assert.That(Error(await _host.CallAsync(UpsSimulatorHost.TokenRequest(credentials))), Is.EqualTo((401, "250002")));

    [Test]
    public async Task Gives_no_token_for_keys_that_are_no_base64()
    {
        using var request = UpsSimulatorHost.TokenRequest(credentials: null);
        request.Headers.TryAddWithoutValidation("Authorization", "Basic ???");

        Assert.That(Error(await _host.CallAsync(request)), Is.EqualTo((401, "250002")));
    }

    [Test]
    public async Task Gives_no_token_for_another_grant_or_another_body()
    {
        Assert.That(Error(await _host.CallAsync(UpsSimulatorHost.TokenRequest("demo-ups-client:demo-ups-secret", "grant_type=password"))), Is.EqualTo((400, "10400")));

        using var json = UpsSimulatorHost.TokenRequest("demo-ups-client:demo-ups-secret");
        json.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        Assert.That(Error(await _host.CallAsync(json)), Is.EqualTo((400, "10007")));
    }

    [Test]
    public async Task Accepts_a_token_until_it_expires()
    {
        var token = await _host.TokenAsync();
        _host.Time.Advance(TimeSpan.FromSeconds(14398));
        Assert.That((await TrackAsync(UpsParcelBook.DemoNumber, token)).Status, Is.EqualTo(200));

        _host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Error(await TrackAsync(UpsParcelBook.DemoNumber, token)), Is.EqualTo((401, "251004")));
    }

    [Test]
    public async Task Gives_short_lives_when_it_is_told_to()
    {
        await _host.LimitAsync(tokenSeconds: 5);
        var token = await _host.TokenAsync();
        _host.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(Error(await TrackAsync(UpsParcelBook.DemoNumber, token)), Is.EqualTo((401, "251004")));
    }

    [TestCase(null)]
    [TestCase("stranger")]
    public async Task Answers_nobody_without_a_token(string? token) =>
        Assert.That(Error(await TrackAsync(UpsParcelBook.DemoNumber, token)), Is.EqualTo((401, "250002")));

    [TestCase("transId", "VSS002")]
    [TestCase("transactionSrc", "VSS004")]
    public async Task Wants_the_headers_that_UPS_wants(string header, string code)
    {
        using var request = UpsSimulatorHost.TrackRequest(UpsParcelBook.DemoNumber, await _host.TokenAsync());
        request.Headers.Remove(header);

        Assert.That(Error(await _host.CallAsync(request)), Is.EqualTo((400, code)));
    }

    [TestCase("123456")]
    [TestCase("1Z123")]
    [TestCase("12345-67890")]
    public async Task Refuses_numbers_that_UPS_never_gives(string number) =>
        Assert.That(Error(await TrackAsync(number, await _host.TokenAsync())), Is.EqualTo((400, "TV1002")));

    [Test]
    public async Task Warns_within_a_good_answer_of_a_number_it_does_not_know()
    {
        var (status, body) = await TrackAsync(Other, await _host.TokenAsync());

        var shipment = Shipment(body);
        Assert.That(status, Is.EqualTo(200));
        Assert.That(Text(shipment["warnings"]![0], "code"), Is.EqualTo("TW0001"));
        Assert.That(shipment["package"], Is.Null);
    }

    [Test]
    public async Task Lets_the_demo_parcel_start_when_it_is_first_asked_for()
    {
        _host.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(await CodesAsync(UpsParcelBook.DemoNumber), Is.EqualTo("M"));
        _host.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.That(await CodesAsync(UpsParcelBook.DemoNumber), Is.EqualTo("PM"));
        _host.Time.Advance(TimeSpan.FromSeconds(34));
        Assert.That(await CodesAsync(UpsParcelBook.DemoNumber), Is.EqualTo("DIIIIPM"), "Delivered within forty seconds, the newest first.");
        _host.Time.Advance(TimeSpan.FromDays(100));
        Assert.That(await CodesAsync(UpsParcelBook.DemoNumber), Is.EqualTo("DIIIIPM"));
    }

    [Test]
    public async Task Lets_parcels_travel_at_the_speed_that_is_asked_for_and_again()
    {
        await _host.SendAsync(Other, "attempt", stepSeconds: 60);
        _host.Time.Advance(TimeSpan.FromMinutes(7));
        Assert.That(await CodesAsync(Other), Is.EqualTo("IXIIIIPM"));

        await _host.SendAsync(Other, "delivered", stepSeconds: 60);
        Assert.That(await CodesAsync(Other), Is.EqualTo("M"));
    }

    [Test]
    public async Task Takes_its_speed_from_the_settings()
    {
        await using var slow = await UpsSimulatorHost.StartAsync(("Step", "00:01:00"), ("TokenLife", "00:00:30"));
        await slow.SendAsync(Other, "delivered");
        var parcels = await slow.Http.GetFromJsonAsync<List<UpsParcelView>>("parcels");

        Assert.That(parcels!.Single().EndsAt - parcels!.Single().StartedAt, Is.EqualTo(TimeSpan.FromMinutes(6)));
        var (_, token) = await slow.CallAsync(UpsSimulatorHost.TokenRequest("demo-ups-client:demo-ups-secret"));
        Assert.That(Text(token, "expires_in"), Is.EqualTo("30"));
    }

    [TestCase("Step", "soon")]
    [TestCase("TokenLife", "00:00:00")]
    public void Does_not_start_with_settings_that_mean_nothing(string setting, string value) =>
        Assert.That(() => UpsSimulatorHost.StartAsync((setting, value)), Throws.TypeOf<InvalidConfigurationException>().With.Message.Contains($"Eci:Sandbox:Ups:{setting}"));

    [Test]
    public async Task Tells_when_the_parcel_is_expected_and_then_who_took_it()
    {
        var token = await _host.TokenAsync();
        var underWay = Package(await TrackAsync(UpsParcelBook.DemoNumber, token));
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        var delivered = Package(await TrackAsync(UpsParcelBook.DemoNumber, token));

        Assert.That(underWay["deliveryDate"]!.ToJsonString(), Is.EqualTo("""[{"type":"SDD","date":"20260105"}]"""));
        Assert.That(underWay["deliveryTime"]!.ToJsonString(), Is.EqualTo("""{"type":"EDW","startTime":"100000","endTime":"105959"}"""));
        Assert.That(underWay["deliveryInformation"], Is.Null);
        Assert.That(delivered["deliveryDate"]!.ToJsonString(), Is.EqualTo("""[{"type":"DEL","date":"20260105"}]"""));
        Assert.That(delivered["deliveryInformation"]!.ToJsonString(), Is.EqualTo("""{"location":"Front Door","receivedBy":"HOPPER"}"""));
    }

    [Test]
    public async Task Writes_the_time_of_the_place_and_of_Greenwich()
    {
        await _host.SendAsync(Other, "customs");
        var scan = Package(await TrackAsync(Other, await _host.TokenAsync()))["activity"]![0];

        Assert.That(
            (Text(scan, "date"), Text(scan, "time"), Text(scan, "gmtDate"), Text(scan, "gmtTime"), Text(scan, "gmtOffset")),
            Is.EqualTo(("20260105", "170200", "20260105", "09:02:00", "+08:00")));
    }

    [Test]
    public async Task Takes_so_many_questions_a_minute()
    {
        await _host.LimitAsync(track: 1);
        var token = await _host.TokenAsync();
        Assert.That((await TrackAsync(Other, token)).Status, Is.EqualTo(200));
        using var request = UpsSimulatorHost.TrackRequest(Other, token);
        using var answer = await _host.Http.SendAsync(request);

        Assert.That(((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta), Is.EqualTo((429, TimeSpan.FromMinutes(1))));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("\"10429\""));
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That((await TrackAsync(Other, token)).Status, Is.EqualTo(200));
    }

    [TestCase("500", "track")]
    [TestCase("503", "token")]
    [TestCase("429", "track")]
    public async Task Fails_as_often_as_it_is_told(string kind, string target)
    {
        var token = await _host.TokenAsync();
        await _host.FailAsync(kind, count: 2, target);

        var statuses = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var (status, _) = target == "token"
                ? await _host.CallAsync(UpsSimulatorHost.TokenRequest("demo-ups-client:demo-ups-secret"))
                : await TrackAsync(Other, token);
            statuses.Add($"{status}");
        }

        Assert.That(statuses, Is.EqualTo(new[] { kind, kind, "200" }));
    }

    [TestCase("failures", """{"kind":"nonsense"}""")]
    [TestCase("failures", """{"kind":"500","count":0}""")]
    [TestCase("failures", """{"kind":"500","target":"elsewhere"}""")]
    [TestCase("limits", """{"track":-1}""")]
    [TestCase("limits", """{"tokenSeconds":0}""")]
    [TestCase("../parcels", """{"trackingNumber":"1Z1"}""")]
    [TestCase("../parcels", """{"trackingNumber":null}""")]
    [TestCase("../parcels", """{"trackingNumber":"1Z12345E0305271640","journey":"moon"}""")]
    [TestCase("../parcels", """{"trackingNumber":"1Z12345E0305271640","stepSeconds":0}""")]
    public async Task Refuses_to_be_told_nonsense(string what, string order)
    {
        using var answer = await _host.Http.PostAsync($"control/{what}", new StringContent(order, Encoding.UTF8, "application/json"));

        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
    }

    [Test]
    public async Task Forgets_everything_when_it_is_cleared()
    {
        var token = await _host.TokenAsync();
        await _host.SendAsync(Other, "return");
        await _host.FailAsync("500", target: "token");
        using var answer = await _host.Http.PostAsync("control/clear", content: null);

        Assert.That(Error(await TrackAsync(Other, token)), Is.EqualTo((401, "250002")));
        Assert.That(Shipment((await TrackAsync(Other, await _host.TokenAsync())).Body)["warnings"], Is.Not.Null);
    }

    private async Task<(int Status, JsonNode? Body)> TrackAsync(string number, string? token)
    {
        using var request = UpsSimulatorHost.TrackRequest(number, token);
        return await _host.CallAsync(request);
    }

    private async Task<string> CodesAsync(string number) =>
        string.Concat(Package(await TrackAsync(number, await _host.TokenAsync()))["activity"]!.AsArray().Select(scan => Text(scan!["status"], "type")));

    private static JsonNode Shipment(JsonNode? body) => body!["trackResponse"]!["shipment"]![0]!;

    private static JsonNode Package((int Status, JsonNode? Body) answer) => Shipment(answer.Body)["package"]![0]!;

    private static (int Status, string Code) Error((int Status, JsonNode? Body) answer) =>
        (answer.Status, Text(answer.Body!["response"]!["errors"]![0], "code"));

    private static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();
}
