using System.Net;
using Eci.Modules.Sandbox.Dpd;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Dpd;

internal sealed class Simulating_DPD
{
    private const string Parcel = "01906000683796";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly string[] Journey =
        ["start_order", "pickup_driver", "pickup_depot", "delivery_depot", "delivery_carload", "delivery_customer"];

    private DpdSimulatorHost _host = null!;

    [SetUp]
    public async Task Start() => _host = await DpdSimulatorHost.StartAsync();

    [TearDown]
    public ValueTask Stop() => _host.DisposeAsync();

    [Test]
    public async Task Pushes_a_journey_scan_by_scan_and_is_done_when_each_is_acknowledged()
    {
        await _host.PostAsync($"/sandbox/dpd/parcels/{Parcel}/journey?webhook=wh_1");
        await _host.PassTimeUntilAsync(Second, pushes => pushes.All(p => p.State is DpdPushState.Acknowledged));

        Assert.That(_host.Received.Select(r => r.Webhook), Is.All.EqualTo("wh_1"));
        Assert.That(Received("status"), Is.EqualTo(Journey));
        Assert.That(Received("pnr"), Is.All.EqualTo(Parcel));
        Assert.That(Received("pushid"), Is.Unique);
        Assert.That((await _host.PushesAsync()).Select(p => (p.Attempts, p.NextAttemptAt)), Is.All.EqualTo((1, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task Sends_no_scan_before_it_happens()
    {
        await _host.PostAsync($"/sandbox/dpd/parcels/{Parcel}/journey?speed=3600");
        await _host.PassTimeUntilAsync(TimeSpan.Zero, pushes => pushes[0].State is DpdPushState.Acknowledged);
        var start = _host.Time.GetUtcNow();
        Assert.That(
            (await _host.PushesAsync()).Skip(1).Select(p => p.NextAttemptAt - start),
            Is.EqualTo(new[] { 3, 5, 16, 18, 22 }.Select(seconds => TimeSpan.FromSeconds(seconds))));
        Assert.That(_host.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Repeats_the_same_push_an_hour_later_when_it_is_not_acknowledged()
    {
        var answers = new Queue<IResult>([TypedResults.StatusCode(503), TypedResults.NotFound(), TypedResults.Text("OK")]);
        _host.Answer = pushId => answers.TryDequeue(out var refusal) ? refusal : DpdSimulatorHost.Acknowledge(pushId);
        await _host.PostAsync($"/sandbox/dpd/parcels/{Parcel}/scans/delivery_carload?speed=1");
        await _host.PassTimeUntilAsync(TimeSpan.Zero, pushes => pushes[0].Attempts == 1);
        var first = (await _host.PushesAsync())[0];
        Assert.That((first.State, first.LastAnswer, first.NextAttemptAt), Is.EqualTo((DpdPushState.Waiting, "503", _host.Time.GetUtcNow() + Hour)));

        await _host.PassTimeUntilAsync(Hour / 4, pushes => pushes[0].State is DpdPushState.Acknowledged);
        Assert.That(_host.Received, Has.Count.EqualTo(4));
        Assert.That(_host.Received.Select(r => r.Query).Distinct(StringComparer.Ordinal), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Gives_up_after_two_days()
    {
        _host.Answer = _ => TypedResults.StatusCode(500);
        var start = _host.Time.GetUtcNow();
        await _host.PostAsync($"/sandbox/dpd/parcels/{Parcel}/scans/delivery_carload?speed=1");
        await _host.PassTimeUntilAsync(4 * Hour, pushes => pushes[0].State is DpdPushState.GivenUp);
        Assert.That(_host.Time.GetUtcNow() - start, Is.GreaterThan(47 * Hour));
        Assert.That((await _host.PushesAsync())[0].NextAttemptAt, Is.Null);
    }

    [TestCase(HttpStatusCode.OK, "<push><pushid>7</pushid><status>OK</status></push>", ExpectedResult = true)]
    [TestCase(HttpStatusCode.OK, "<?xml version='1.0'?>\n<push>\n<pushid>7</pushid> <status>OK</status>\n</push>", ExpectedResult = true)]
    [TestCase(HttpStatusCode.Accepted, "<push><pushid>7</pushid><status>OK</status></push>", ExpectedResult = false)]
    [TestCase(HttpStatusCode.OK, "<push><pushid>8</pushid><status>OK</status></push>", ExpectedResult = false)]
    [TestCase(HttpStatusCode.OK, "<push><pushid>7</pushid><status>NOK</status></push>", ExpectedResult = false)]
    [TestCase(HttpStatusCode.OK, "<push><pushid>7</pushid></push>", ExpectedResult = false)]
    [TestCase(HttpStatusCode.OK, "<!DOCTYPE push [<!ENTITY x '7'>]><push><pushid>&x;</pushid><status>OK</status></push>", ExpectedResult = false)]
    [TestCase(HttpStatusCode.OK, "OK", ExpectedResult = false)]
    [TestCase(HttpStatusCode.OK, "", ExpectedResult = false)]
    public bool Takes_only_the_exact_answer_for_an_acknowledgement(HttpStatusCode status, string body) =>
        DpdPushSender.IsAcknowledgement(status, body, "7");

    [TestCase("/sandbox/dpd/parcels/0190/journey")]
    [TestCase("/sandbox/dpd/parcels/0190600068379x/journey")]
    [TestCase("/sandbox/dpd/parcels/01906000683796/journey?speed=0")]
    [TestCase("/sandbox/dpd/parcels/01906000683796/journey?webhook=a%2Fb")]
    [TestCase("/sandbox/dpd/parcels/01906000683796/scans/delivered!")]
    public async Task Refuses_what_DPD_would_never_send(string path)
    {
        using var answer = await _host.Client.PostAsync(path, content: null);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await _host.PushesAsync(), Is.Empty);
    }

    private IEnumerable<string> Received(string parameter) => _host.Received.Select(r => QueryHelpers.ParseQuery(r.Query)[parameter].Single()!);
}
