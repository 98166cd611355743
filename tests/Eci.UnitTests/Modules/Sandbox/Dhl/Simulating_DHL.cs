using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Dhl;

internal sealed class Simulating_DHL
{
    private const string DemoNumber = "00340434161094042557";
    private const string Number = "JJD000390006060575288";

    private DhlSimulatorHost _host = null!;

    [SetUp]
    public async Task Start() => _host = await DhlSimulatorHost.StartAsync();

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task Lets_the_demo_package_travel_within_40_seconds_from_when_it_is_first_asked_for()
    {
        _host.Time.Advance(TimeSpan.FromHours(5));
        var seen = new List<string>();
        for (var second = 0; second <= 40; second++)
        {
            var shipment = (await _host.FindAsync(DemoNumber)).Shipment;
            seen.AddRange(Events(shipment).Reverse().Skip(seen.Count));
            _host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(seen, Is.EqualTo(new[]
        {
            "pre-transit 2026-01-05T15:02:00",
            "transit 2026-01-05T15:02:07",
            "transit 2026-01-05T15:02:14",
            "transit 2026-01-05T15:02:21",
            "transit 2026-01-05T15:02:28",
            "delivered 2026-01-05T15:02:35",
        }));
    }

    [Test]
    public async Task Names_the_expected_hours_under_way_and_the_recipient_at_the_end()
    {
        await _host.StartParcelAsync(Number);
        var announced = (await _host.FindAsync(Number)).Shipment;
        _host.Time.Advance(TimeSpan.FromSeconds(14));
        var underWay = (await _host.FindAsync(Number)).Shipment;
        _host.Time.Advance(TimeSpan.FromSeconds(60));
        var delivered = (await _host.FindAsync(Number)).Shipment;

        Assert.Multiple(() =>
        {
            Assert.That(announced.TryGetProperty("estimatedTimeOfDelivery", out _), Is.False);
            Assert.That(underWay.GetProperty("estimatedTimeOfDelivery").GetString(), Is.EqualTo("2026-01-05T10:02:35+01:00"));
            Assert.That(underWay.GetProperty("estimatedDeliveryTimeFrame").GetProperty("estimatedFrom").GetString(), Is.EqualTo("2026-01-05T10:00:00+01:00"));
            Assert.That(underWay.GetProperty("estimatedDeliveryTimeFrame").GetProperty("estimatedThrough").GetString(), Is.EqualTo("2026-01-05T12:00:00+01:00"));
            Assert.That(underWay.GetProperty("details").TryGetProperty("proofOfDelivery", out _), Is.False);
            Assert.That(delivered.TryGetProperty("estimatedTimeOfDelivery", out _), Is.False);
            Assert.That(delivered.GetProperty("details").GetProperty("proofOfDelivery").GetProperty("signed").GetProperty("name").GetString(), Is.EqualTo("Grace Hopper"));
            Assert.That(delivered.GetProperty("status").GetRawText(), Is.EqualTo(delivered.GetProperty("events")[0].GetRawText()));
        });
    }

    [TestCase("failed-attempt", "pre-transit transit transit transit transit failure transit delivered")]
    [TestCase("pickup-point", "pre-transit transit transit transit transit transit delivered")]
    [TestCase("return", "pre-transit transit transit transit transit failure transit delivered")]
    [TestCase("exception", "pre-transit transit transit transit failure")]
    public async Task Plays_other_journeys(string journey, string codes)
    {
        await _host.StartParcelAsync(Number, journey, stepSeconds: 1);
        _host.Time.Advance(TimeSpan.FromSeconds(30));
        var shipment = (await _host.FindAsync(Number)).Shipment;
        Assert.That(Events(shipment).Reverse().Select(line => line.Split(' ')[0]), Is.EqualTo(codes.Split(' ')));
        Assert.That(shipment.TryGetProperty("returnFlag", out _), Is.EqualTo(journey == "return"));
    }

    [Test]
    public async Task Speaks_German_when_asked_to()
    {
        var reply = await _host.CallAsync($"?trackingNumber={DemoNumber}&language=de");
        Assert.That(reply.Shipment.GetProperty("status").GetProperty("description").GetString(), Does.Contain("angekündigt"));
    }

    [Test]
    public async Task Starts_a_parcel_again_and_shows_all()
    {
        await _host.StartParcelAsync(Number, stepSeconds: 1);
        _host.Time.Advance(TimeSpan.FromSeconds(30));
        await _host.StartParcelAsync(DemoNumber, "exception");
        await _host.StartParcelAsync(Number, stepSeconds: 1);
        var parcels = JsonDocument.Parse(await _host.Http.GetStringAsync("parcels")).RootElement.EnumerateArray().ToList();
        Assert.That(parcels.Select(p => $"{p.GetProperty("trackingNumber")} {p.GetProperty("scansSoFar")}"), Is.EqualTo(new[] { $"{DemoNumber} 1", $"{Number} 1" }));
    }

    [TestCase(null)]
    [TestCase("somebody-elses-key")]
    [TestCase("DEMO-DHL-KEY")]
    public async Task Refuses_a_caller_without_the_right_key(string? key)
    {
        var reply = await _host.FindAsync(DemoNumber, key);
        Assert.That((reply.Status, reply.Text("title")), Is.EqualTo((401, "Unauthorized")));
    }

    [TestCase("")]
    [TestCase("?trackingNumber=")]
    [TestCase("?trackingNumber=1&trackingNumber=2")]
    [TestCase("?trackingNumber=00340434161094042557&language=en_de")]
    [TestCase("?trackingNumber=00340434161094042557&limit=few")]
    [TestCase("?trackingNumber=00340434161094042557&offset=-1")]
    public async Task Refuses_a_call_that_breaks_the_contract(string query)
    {
        var reply = await _host.CallAsync(query);
        Assert.That((reply.Status, reply.Text("title")), Is.EqualTo((400, "Invalid input")));
    }

    [TestCase("?trackingNumber=4711")]
    [TestCase("?trackingNumber=00340434161094042557&service=express")]
    public async Task Knows_no_other_parcels(string query)
    {
        var reply = await _host.CallAsync(query);
        Assert.That((reply.Status, reply.Text("title")), Is.EqualTo((404, "No result found")));
    }

    [Test]
    public async Task Throttles_each_key_within_a_second()
    {
        await _host.LimitAsync(callsPerSecond: 2);
        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
            statuses.Add((await _host.FindAsync(DemoNumber)).Status);
        var last = await _host.FindAsync(DemoNumber);
        statuses.Add((await _host.FindAsync(DemoNumber, "demo-dhl-key-2")).Status);
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        statuses.Add((await _host.FindAsync(DemoNumber)).Status);
        Assert.That(statuses, Is.EqualTo(new[] { 200, 200, 429, 200, 200 }));
        Assert.That(last.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Grants_its_quota_again_at_midnight_UTC()
    {
        await _host.LimitAsync(callsPerDay: 1);
        Assert.That((await _host.FindAsync(DemoNumber)).Status, Is.EqualTo(200));
        _host.Time.Advance(TimeSpan.FromHours(14));
        var reply = await _host.FindAsync(DemoNumber);
        Assert.That((reply.Status, reply.RetryAfter), Is.EqualTo((429, TimeSpan.FromMinutes(58))));
        _host.Time.Advance(TimeSpan.FromMinutes(58));
        Assert.That((await _host.FindAsync(DemoNumber)).Status, Is.EqualTo(200));
    }

    [TestCase("429")]
    [TestCase("500")]
    [TestCase("503")]
    public async Task Fails_on_demand_as_often_as_ordered_and_only_for_the_number_given(string kind)
    {
        await _host.StartParcelAsync(Number);
        await _host.FailAsync(kind, count: 2, Number, retryAfterSeconds: 9);
        var replies = new List<DhlReply>();
        foreach (var number in new[] { DemoNumber, Number, Number, Number })
            replies.Add(await _host.FindAsync(number));
        var status = int.Parse(kind, null);
        Assert.That(replies.Select(reply => reply.Status), Is.EqualTo(new[] { 200, status, status, 200 }));
        Assert.That(replies[1].RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(9)));
    }

    [TestCase("html", "text/html")]
    [TestCase("malformed", "application/json")]
    [TestCase("empty", "application/json")]
    public async Task Answers_rubbish_on_demand(string kind, string contentType)
    {
        await _host.FailAsync(kind);
        var reply = await _host.FindAsync(DemoNumber);
        Assert.That((reply.Status, reply.ContentType), Is.EqualTo((200, contentType)));
        Assert.That(() => JsonDocument.Parse(reply.Body), Throws.InstanceOf<JsonException>());
    }

    [TestCase("cut-off")]
    [TestCase("lost-answer")]
    public async Task Breaks_the_connection_on_demand(string kind)
    {
        await _host.FailAsync(kind);
        Assert.That(() => _host.FindAsync(DemoNumber), Throws.InstanceOf<HttpRequestException>());
    }

    [TestCase("control/failures", """{"kind":"418"}""")]
    [TestCase("control/failures", """{"kind":"500","count":0}""")]
    [TestCase("control/limits", """{"callsPerDay":-1}""")]
    [TestCase("parcels", """{}""")]
    [TestCase("parcels", """{"trackingNumber":"47 11/0815"}""")]
    [TestCase("parcels", """{"trackingNumber":"4711x0815"}""")]
    [TestCase("parcels", """{"trackingNumber":"47110815","journey":"teleport"}""")]
    [TestCase("parcels", """{"trackingNumber":"47110815","stepSeconds":0}""")]
    public async Task Refuses_orders_that_make_no_sense(string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _host.Http.PostAsync(path, content);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await _host.Http.GetFromJsonAsync<List<JsonElement>>("parcels"), Is.Empty);
    }

    [Test]
    public async Task Forgets_everything_when_told_to()
    {
        await _host.StartParcelAsync(Number);
        await _host.LimitAsync(callsPerDay: 0);
        await _host.FailAsync("500");
        using (await _host.Http.PostAsync("control/clear", content: null))
            Assert.That((await _host.FindAsync(Number)).Status, Is.EqualTo(404));
        Assert.That((await _host.FindAsync(DemoNumber)).Status, Is.EqualTo(200));
    }

    private static IEnumerable<string> Events(JsonElement shipment) =>
        shipment.GetProperty("events").EnumerateArray().Select(e => $"{e.GetProperty("statusCode")} {e.GetProperty("timestamp")}");
}
